package dev.beryl.quality.pruning;

import dev.beryl.quality.measure.Estimate;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a rule did in some studies, beside the same studies without a pruner. Ratios are those of
 * mean true regrets.
 *
 * @param at60 the ratio after 60 trials
 * @param atWork20 the ratio after the work of 20 trials that run to their end
 * @param atWork60 the ratio after the work of 60 trials that run to their end
 * @param steps the share of the steps of 60 trials
 * @param completed the share of 60 trials that completed
 * @param warned the share of the studies with a warning
 */
public record Figures(
    Estimate at60,
    Estimate atWork20,
    Estimate atWork60,
    Estimate steps,
    Estimate completed,
    Estimate warned) {

  /** Compares studies with those of the same seeds without a pruner. */
  public static Figures of(SimulatedStudy[] studies, SimulatedStudy[] without) {
    return new Figures(
        ratio(studies, without, SimulatedStudy::at60),
        ratio(studies, without, SimulatedStudy::atWork20),
        ratio(studies, without, SimulatedStudy::atWork60),
        mean(studies, SimulatedStudy::steps),
        mean(studies, SimulatedStudy::completed),
        mean(studies, study -> study.warned() ? 1 : 0));
  }

  private static Estimate mean(
      SimulatedStudy[] studies, ToDoubleFunction<SimulatedStudy> quantity) {
    return Estimate.of(Arrays.stream(studies).mapToDouble(quantity).toArray());
  }

  /** The ratio of two means over the same studies, with its standard error by linearization. */
  private static Estimate ratio(
      SimulatedStudy[] studies,
      SimulatedStudy[] without,
      ToDoubleFunction<SimulatedStudy> quantity) {
    double[] with = Arrays.stream(studies).mapToDouble(quantity).toArray();
    double[] base = Arrays.stream(without).mapToDouble(quantity).toArray();
    double mean = Arrays.stream(base).average().orElseThrow();
    double ratio = Arrays.stream(with).average().orElseThrow() / mean;
    double[] residuals = new double[with.length];
    Arrays.setAll(residuals, i -> (with[i] - ratio * base[i]) / mean);
    return new Estimate(ratio, Estimate.of(residuals).standardError());
  }

  /** {@return for example {@code 1.01 0.62 0.76, 41 %, warned 3 %}} */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.2f %.2f %.2f, %.0f %%, warned %.0f %%",
        at60.mean(),
        atWork20.mean(),
        atWork60.mean(),
        100 * steps.mean(),
        100 * warned.mean());
  }
}
