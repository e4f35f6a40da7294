package dev.beryl.examples.cancer;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compares how fast optimizers tune the forest: the best log loss after half of the trials and
 * after all of them, over several seeds, which also change the splits. It also compares each
 * optimizer with the first one, seed by seed.
 *
 * <p>Takes a while: a trial is some tenths of a second. By default 10 seeds, 100 trials and 3
 * replicates of {@code tpe}, {@code random}, {@code sobol} and {@code cma-es}.
 */
public final class OptimizerComparison {
  private static final String LINE = "| %s | %s | %s | %s | %s |%n";

  private OptimizerComparison() {}

  /**
   * Runs the studies and prints the table.
   *
   * @param args names of optimizers, or none for the four
   * @throws IllegalArgumentException if there is no such optimizer, or a system property {@code
   *     trials}, {@code replicates} or {@code seeds} is not a positive integer
   */
  public static void main(String[] args) {
    List<String> optimizers =
        args.length > 0 ? List.of(args) : List.of("tpe", "random", "sobol", "cma-es");
    int trials = Integer.getInteger("trials", 100);
    int replicates = Integer.getInteger("replicates", 3);
    int seeds = Integer.getInteger("seeds", 10);
    double[][] first = new double[0][];
    System.out.printf(
        LINE,
        "optimizer",
        "after " + trials / 2,
        "after " + trials,
        "difference after " + trials / 2,
        "difference after " + trials);
    System.out.printf(LINE, "---", "---", "---", "---", "---");
    for (String optimizer : optimizers) {
      double[][] bests = new double[2][seeds];
      for (int seed = 0; seed < seeds; seed++) {
        double[] curve = bestSoFar(optimizer, trials, replicates, seed + 1);
        bests[0][seed] = curve[trials / 2 - 1];
        bests[1][seed] = curve[trials - 1];
      }
      first = first.length == 0 ? bests : first;
      System.out.printf(
          LINE,
          optimizer,
          mean(bests[0]),
          mean(bests[1]),
          mean(minus(bests[0], first[0])),
          mean(minus(bests[1], first[1])));
    }
  }

  private static double[] bestSoFar(String optimizer, int trials, int replicates, long seed) {
    Experiment<Forest> experiment = BreastCancerForest.experiment();
    StudyResult result =
        experiment.optimize(
            Study.of(ForestParameters.SPACE, Objective.minimize(BreastCancerForest.LOG_LOSS))
                .optimizer(optimizer)
                .trials(trials)
                .replicates(replicates)
                .seed(seed));
    double[] curve = new double[trials];
    double best = Double.POSITIVE_INFINITY;
    for (Trial trial : result.trials()) {
      best = Math.min(best, trial.loss());
      curve[trial.number()] = best;
    }
    return curve;
  }

  private static double[] minus(double[] values, double[] others) {
    double[] differences = values.clone();
    Arrays.setAll(differences, i -> values[i] - others[i]);
    return differences;
  }

  private static String mean(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double error = Math.sqrt(squares / (values.length - 1) / values.length);
    return String.format(Locale.ROOT, "%.4f ± %.4f", mean, error);
  }
}
