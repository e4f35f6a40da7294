package dev.beryl.examples.cancer;

import dev.beryl.Study;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compares how fast optimizers tune the forest: the best log loss after a quarter, half and all of
 * the trials, over several seeds, which also change the splits. It also compares each optimizer
 * with the first one, seed by seed.
 *
 * <p>Takes a while: a trial is some tenths of a second. By default 10 seeds, 100 trials and 3
 * replicates of {@code tpe}, {@code random}, {@code sobol} and {@code cma-es}. With the system
 * property {@code network=true} the small network of {@link PrunerComparison} is tuned instead,
 * over four reals; a replicate is then a fold.
 */
public final class OptimizerComparison {
  private static final String LINE = "| %s | %s | %s | %s | %s | %s | %s |%n";

  private OptimizerComparison() {}

  /**
   * Runs the studies and prints the table.
   *
   * @param args names of optimizers, or none for the four
   * @throws IllegalArgumentException if there is no such optimizer, or a system property {@code
   *     trials}, of at least 4, {@code replicates} or {@code seeds} is not a positive integer
   * @throws IOException if the data of the network cannot be read
   */
  public static void main(String[] args) throws IOException {
    List<String> optimizers =
        args.length > 0 ? List.of(args) : List.of("tpe", "random", "sobol", "cma-es");
    int trials = Integer.getInteger("trials", 100);
    int replicates = Integer.getInteger("replicates", 3);
    int seeds = Integer.getInteger("seeds", 10);
    int[] after = {trials / 4, trials / 2, trials};
    double[][] first = new double[0][];
    System.out.printf(
        LINE,
        "optimizer",
        "after " + after[0],
        "after " + after[1],
        "after " + after[2],
        "difference after " + after[0],
        "difference after " + after[1],
        "difference after " + after[2]);
    System.out.printf(LINE, "---", "---", "---", "---", "---", "---", "---");
    for (String optimizer : optimizers) {
      double[][] bests = new double[after.length][seeds];
      for (int seed = 0; seed < seeds; seed++) {
        double[] curve = bestSoFar(optimizer, trials, replicates, seed + 1);
        for (int i = 0; i < after.length; i++) {
          bests[i][seed] = curve[after[i] - 1];
        }
      }
      first = first.length == 0 ? bests : first;
      System.out.printf(
          LINE,
          optimizer,
          mean(bests[0]),
          mean(bests[1]),
          mean(bests[2]),
          mean(minus(bests[0], first[0])),
          mean(minus(bests[1], first[1])),
          mean(minus(bests[2], first[2])));
    }
  }

  private static double[] bestSoFar(String optimizer, int trials, int replicates, long seed)
      throws IOException {
    StudyResult result =
        Boolean.getBoolean("network")
            ? PrunerComparison.search(optimizer, trials, replicates, seed)
            : forest(optimizer, trials, replicates, seed);
    double[] curve = new double[trials];
    double best = Double.POSITIVE_INFINITY;
    for (Trial trial : result.trials()) {
      best = trial.isCompleted() ? Math.min(best, trial.loss()) : best;
      curve[trial.number()] = best;
    }
    return curve;
  }

  private static StudyResult forest(String optimizer, int trials, int replicates, long seed) {
    return BreastCancerForest.experiment()
        .optimize(
            Study.of(ForestParameters.SPACE, Objective.minimize(BreastCancerForest.LOG_LOSS))
                .optimizer(optimizer)
                .trials(trials)
                .replicates(replicates)
                .seed(seed));
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
