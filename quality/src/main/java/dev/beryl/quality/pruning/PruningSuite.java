package dev.beryl.quality.pruning;

import dev.beryl.quality.measure.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Compares rules with no pruner, in the same studies. */
public final class PruningSuite {
  private PruningSuite() {}

  /**
   * What a rule did on a family.
   *
   * @param at60 mean regret after 60 trials, relative to no pruner's
   * @param atWork20 mean regret after the work of 20 full trials, relative to no pruner's then
   * @param atWork60 mean regret after the work of 60 full trials, relative to no pruner's then
   * @param regret mean regret after 60 trials
   * @param regretAtEqualWork no pruner's mean regret after as much work
   * @param steps the share of the steps of 60 trials
   * @param completed the share of 60 trials that completed
   * @param warned the share of the studies with a warning
   */
  public record Figures(
      Estimate at60,
      Estimate atWork20,
      Estimate atWork60,
      Estimate regret,
      Estimate steps,
      Estimate completed,
      Estimate warned) {}

  /** Runs studies under consecutive seeds, in parallel. */
  static SimulatedStudy[] run(SimulatedStudy.Design design, Rule rule, int studies, long seed) {
    return IntStream.range(0, studies)
        .parallel()
        .mapToObj(i -> SimulatedStudy.run(design, rule, seed + i))
        .toArray(SimulatedStudy[]::new);
  }

  static Figures figures(SimulatedStudy[] studies, SimulatedStudy[] without) {
    return new Figures(
        ratio(studies, without, SimulatedStudy::at60),
        ratio(studies, without, SimulatedStudy::atWork20),
        ratio(studies, without, SimulatedStudy::atWork60),
        mean(studies, SimulatedStudy::at60),
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

  /** A table of rules by families, in Markdown, and the largest standard errors. */
  public static String report(
      List<CurveFamily> families,
      List<Rule> rules,
      String optimizer,
      int replicates,
      int steps,
      int studies,
      long seed) {
    var lines = new StringBuilder();
    lines.append("%s studies, R = %s, S = %s, %s%n%n".formatted(studies, replicates, steps, optimizer));
    lines.append("| rule | ");
    families.forEach(f -> lines.append(f.name().toLowerCase(Locale.ROOT)).append(" | "));
    lines.append("\n|").append(" --- |".repeat(families.size() + 1)).append('\n');
    SimulatedStudy[][] without = new SimulatedStudy[families.size()][];
    Arrays.setAll(
        without,
        i ->
            run(
                new SimulatedStudy.Design(families.get(i), replicates, steps, optimizer),
                Rule.NONE,
                studies,
                seed));
    for (Rule rule : rules) {
      lines.append("| ").append(rule.name()).append(" | ");
      double[] errors = new double[3];
      for (int i = 0; i < without.length; i++) {
        var design = new SimulatedStudy.Design(families.get(i), replicates, steps, optimizer);
        Figures figures = figures(run(design, rule, studies, seed), without[i]);
        errors[0] = Math.max(errors[0], figures.at60.standardError());
        errors[1] = Math.max(errors[1], figures.atWork20.standardError());
        errors[2] = Math.max(errors[2], figures.atWork60.standardError());
        lines.append(cell(figures)).append(" | ");
      }
      lines.append(
          String.format(
              Locale.ROOT, "errors at most %.2f / %.2f / %.2f%n", errors[0], errors[1], errors[2]));
    }
    return lines.toString();
  }

  private static String cell(Figures figures) {
    return String.format(
        Locale.ROOT,
        "%.2f %.2f %.2f, %.0f %%, %.2f, %.2f",
        figures.at60.mean(),
        figures.atWork20.mean(),
        figures.atWork60.mean(),
        100 * figures.steps.mean(),
        figures.completed.mean(),
        figures.warned.mean());
  }
}
