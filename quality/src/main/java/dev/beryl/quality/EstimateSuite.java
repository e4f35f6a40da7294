package dev.beryl.quality;

import dev.beryl.optimizers.GaussianProcess;
import dev.beryl.quality.measure.Estimate;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Prediction;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Whether what {@code gp} expects of the treatment that it recommends covers the truth: studies of
 * functions of two reals with one replicate a trial, whose noise has a standard deviation of 0.2.
 */
final class EstimateSuite {
  private static final double NOISE = 0.2;
  private static final double LEAST_COVERED = 0.85; // 17 of 20 within two deviations
  private static final int STANDARD_ERRORS = 2; // that it may come out below by chance
  private static final String LOSS = "loss";
  private static final List<RealParameter> REALS =
      List.of(Parameter.real("x", 0, 1), Parameter.real("y", 0, 1));
  private static final Problem PROBLEM =
      Problem.of(SearchSpace.of(REALS), Objective.minimize(LOSS));

  /** A function that is known without noise. */
  @SuppressWarnings("ImmutableEnumChecker") // the functions keep no state
  private enum Truth {
    QUADRATIC(true, (x, y) -> square(4 * x - 2.6) + square(4 * y - 1.6)),
    KINKED(false, (x, y) -> Math.abs(4 * x - 1.7) + Math.abs(4 * y - 1.7)),
    WAVES(
        true,
        (x, y) ->
            StrictMath.sin(5 * x) + StrictMath.sin(5 * y + 1) + square(x - 0.4) + square(y - 0.4));

    private final boolean smooth; // as the model takes losses to be
    private final ToDoubleBiFunction<Double, Double> function;

    Truth(boolean smooth, ToDoubleBiFunction<Double, Double> function) {
      this.smooth = smooth;
      this.function = function;
    }

    private static double square(double x) {
      return x * x;
    }

    double at(Treatment treatment) {
      return function.applyAsDouble(treatment.get(REALS.get(0)), treatment.get(REALS.get(1)));
    }
  }

  /** What one study came to. */
  private record Outcome(double error, double deviation, double measured) {
    boolean isWithin(int deviations) {
      return Math.abs(error) <= deviations * deviation;
    }
  }

  private EstimateSuite() {}

  /**
   * Prints a table.
   *
   * @return whether the truth is covered often enough where the function is smooth
   */
  static boolean run(Arguments given) {
    int studies = given.number("instances", 200);
    int trials = given.number("budget", 40);
    long seed = given.number("seed", 1);
    var table =
        new MarkdownTable(
            List.of(
                "function",
                "error",
                "its mean",
                "deviation",
                "error of what the trial measured",
                "% within one deviation",
                "% within two"));
    boolean covered = true;
    for (Truth truth : Truth.values()) {
      List<Outcome> outcomes =
          IntStream.range(0, studies)
              .parallel()
              .mapToObj(study -> outcome(truth, trials, 1000 * seed + study, study))
              .toList();
      double within = outcomes.stream().filter(each -> each.isWithin(2)).count() / (double) studies;
      double chance = Math.sqrt(LEAST_COVERED * (1 - LEAST_COVERED) / studies);
      covered &= !truth.smooth || within >= LEAST_COVERED - STANDARD_ERRORS * chance;
      table.row(
          List.of(
              truth.name().toLowerCase(Locale.ROOT),
              estimate(outcomes, each -> Math.abs(each.error)),
              estimate(outcomes, Outcome::error),
              estimate(outcomes, Outcome::deviation),
              estimate(outcomes, Outcome::measured),
              estimate(outcomes, each -> each.isWithin(1) ? 100 : 0),
              estimate(outcomes, each -> each.isWithin(2) ? 100 : 0)));
    }
    System.out.printf("%s trials, %s studies; ± standard error%n%n%s%n", trials, studies, table);
    return covered;
  }

  private static Estimate estimate(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
    return Estimate.of(outcomes.stream().mapToDouble(figure).toArray());
  }

  private static Outcome outcome(Truth truth, int trials, long noiseSeed, long seed) {
    var noise = new Random(noiseSeed);
    GaussianProcess gp = GaussianProcess.withDefaults();
    Optimizer optimizer =
        gp.create(
            OptimizerSetting.of(PROBLEM, seed).withTrials(trials).withOptions(gp, gp.chosen()));
    var told = new ArrayList<Trial>();
    for (int i = 0; i < trials; i++) {
      Treatment treatment = optimizer.ask(1).getFirst();
      double observed = truth.at(treatment) + NOISE * noise.nextGaussian();
      Trial trial = Trial.of(i, treatment, PROBLEM).samples(LOSS, Samples.of(observed)).completed();
      told.add(trial);
      optimizer.tell(trial);
    }
    Treatment recommended =
        optimizer
            .recommend()
            .orElseGet(() ->
                told.stream()
                    .min(Comparator.comparingDouble(Trial::value))
                    .orElseThrow()
                    .treatment());
    double value = truth.at(recommended);
    Prediction expected = optimizer.predict(recommended).orElseThrow();
    double measured =
        told.stream()
            .filter(trial -> trial.treatment().equals(recommended))
            .findFirst()
            .orElseThrow()
            .value();
    return new Outcome(
        expected.mean() - value, expected.standardDeviation(), Math.abs(measured - value));
  }
}
