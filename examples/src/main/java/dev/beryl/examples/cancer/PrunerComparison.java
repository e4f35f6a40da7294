package dev.beryl.examples.cancer;

import dev.beryl.Context;
import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.examples.cancer.NeuralNetwork.Training;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;

/**
 * Compares pruners where a trial has several replicates with learning curves: a small network is
 * tuned by cross-validation, a replicate is a fold, and the log loss on the fold is reported after
 * each epoch. What is recommended is judged on ten other splits.
 *
 * <p>Takes a while: a fold is some hundredths of a second. By default 20 seeds, 60 trials and 5
 * folds of {@code random} without a pruner and with {@code median}, {@code asha} and {@code
 * hyperband}.
 */
public final class PrunerComparison {
  private static final String LINE = "| %s | %s | %s | %s | %s |%n";
  private static final String LOSS = "log_loss";
  private static final String NONE = "none";
  private static final int EPOCHS = 30;
  private static final int FRESH_SPLITS = 10;
  private static final double FRESH_SHARE = 0.2;

  private static final RealParameter RATE = Parameter.real("rate", 1e-3, 3).log();
  private static final RealParameter MOMENTUM = Parameter.real("momentum", 0, 0.98);
  private static final RealParameter DECAY = Parameter.real("decay", 1e-6, 0.1).log();
  private static final RealParameter SCALE = Parameter.real("scale", 0.03, 3).log();

  private final double[][] rows;
  private final boolean[] malignant;
  private final int[][] folds;

  private PrunerComparison(List<Example<Label>> examples, int folds, long seed) {
    rows = new double[examples.size()][BreastCancer.FEATURES];
    malignant = new boolean[examples.size()];
    for (int r = 0; r < rows.length; r++) {
      int column = 0;
      for (Feature feature : examples.get(r)) {
        rows[r][column++] = feature.getValue();
      }
      malignant[r] = examples.get(r).getOutput().getLabel().equals("malignant");
    }
    this.folds = folds(folds, new SplittableRandom(seed));
  }

  /** Deals the rows of each class in turn, in random order. */
  private int[][] folds(int count, RandomGenerator random) {
    var dealt = new ArrayList<List<Integer>>();
    for (int fold = 0; fold < count; fold++) {
      dealt.add(new ArrayList<>());
    }
    int next = 0;
    for (boolean kind : new boolean[] {false, true}) {
      var members = new ArrayList<Integer>();
      for (int r = 0; r < rows.length; r++) {
        if (malignant[r] == kind) {
          members.add(r);
        }
      }
      Collections.shuffle(members, random);
      for (int row : members) {
        dealt.get(next++ % count).add(row);
      }
    }
    return dealt.stream()
        .map(fold -> fold.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /**
   * Runs the studies and prints the table.
   *
   * @param args names of pruners, or none for the three
   * @throws IOException if the data cannot be read
   * @throws IllegalArgumentException if there is no such pruner or, in the system property {@code
   *     optimizer}, no such optimizer; or a system property {@code trials}, {@code folds} or {@code
   *     seeds} is not a positive integer
   */
  public static void main(String[] args) throws IOException {
    var pruners = new ArrayList<>(List.of(NONE));
    pruners.addAll(args.length > 0 ? List.of(args) : List.of("median", "asha", "hyperband"));
    String optimizer = System.getProperty("optimizer", "random");
    int trials = Integer.getInteger("trials", 60);
    int folds = Integer.getInteger("folds", 5);
    int seeds = Integer.getInteger("seeds", 20);
    List<Example<Label>> examples = BreastCancer.read();
    double[] without = new double[0];
    System.out.printf(LINE, "pruner", "log loss", "difference", "epochs", "trials completed");
    System.out.printf(LINE, "---", "---", "---", "---", "---");
    for (String pruner : pruners) {
      double[] losses = new double[seeds];
      double[] epochs = new double[seeds];
      double[] completed = new double[seeds];
      for (int seed = 0; seed < seeds; seed++) {
        var comparison = new PrunerComparison(examples, folds, seed + 1L);
        StudyResult result = comparison.search(optimizer, pruner, trials, seed + 1L);
        losses[seed] = comparison.freshLoss(result.recommended());
        epochs[seed] =
            result.trials().stream().mapToInt(trial -> trial.reports().size()).sum()
                / ((double) trials * folds * EPOCHS);
        completed[seed] =
            (double) result.trials().stream().filter(trial -> trial.isCompleted()).count() / trials;
      }
      without = without.length == 0 ? losses : without;
      System.out.printf(
          LINE, pruner, mean(losses), mean(minus(losses, without)), mean(epochs), mean(completed));
    }
  }

  /** Tunes the network without a pruner, by cross-validation with folds of this seed. */
  static StudyResult search(String optimizer, int trials, int folds, long seed) throws IOException {
    return new PrunerComparison(BreastCancer.read(), folds, seed)
        .search(optimizer, NONE, trials, seed);
  }

  private StudyResult search(String optimizer, String pruner, int trials, long seed) {
    Experiment<Double> experiment = Experiment.measuring(LOSS, this::foldLoss);
    Study study =
        Study.of(SearchSpace.of(RATE, MOMENTUM, DECAY, SCALE), Objective.minimize(LOSS))
            .optimizer(optimizer)
            .trials(trials)
            .replicates(folds.length)
            .seed(seed)
            .threads(1);
    return experiment.optimize(pruner.equals(NONE) ? study : study.pruner(pruner));
  }

  private double foldLoss(Context ctx) {
    var training = new Training(ctx.get(RATE), ctx.get(MOMENTUM), ctx.get(DECAY), ctx.get(SCALE));
    return new Halves(folds[ctx.replicate()]).run(training, ctx.random(), ctx::report);
  }

  /** The mean log loss on splits that no study has used. */
  private double freshLoss(Treatment treatment) {
    var training =
        new Training(
            treatment.get(RATE),
            treatment.get(MOMENTUM),
            treatment.get(DECAY),
            treatment.get(SCALE));
    double sum = 0;
    for (int split = 0; split < FRESH_SPLITS; split++) {
      var random = new SplittableRandom(1_000_000L + split);
      int[][] parts = folds((int) Math.round(1 / FRESH_SHARE), random);
      sum += new Halves(parts[0]).run(training, random, (epoch, loss) -> {});
    }
    return sum / FRESH_SPLITS;
  }

  /** Hears of the loss after each epoch. */
  @FunctionalInterface
  private interface EpochListener {
    void ended(int epoch, double loss);
  }

  /** The rows that train a network and those that judge it, standardized by the former. */
  private final class Halves {
    private final double[][] train;
    private final double[][] test;
    private final boolean[] trainClasses;
    private final boolean[] testClasses;

    Halves(int[] tested) {
      boolean[] isTested = new boolean[rows.length];
      for (int row : tested) {
        isTested[row] = true;
      }
      train = new double[rows.length - tested.length][];
      test = new double[tested.length][];
      trainClasses = new boolean[train.length];
      testClasses = new boolean[test.length];
      int trains = 0;
      int tests = 0;
      for (int r = 0; r < rows.length; r++) {
        if (isTested[r]) {
          testClasses[tests] = malignant[r];
          test[tests++] = rows[r].clone();
        } else {
          trainClasses[trains] = malignant[r];
          train[trains++] = rows[r].clone();
        }
      }
      for (int column = 0; column < BreastCancer.FEATURES; column++) {
        standardize(column);
      }
    }

    private void standardize(int column) {
      double mean = Arrays.stream(train).mapToDouble(row -> row[column]).average().orElseThrow();
      double variance =
          Arrays.stream(train)
              .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
              .average()
              .orElseThrow();
      for (double[][] part : List.of(train, test)) {
        for (double[] row : part) {
          row[column] = (row[column] - mean) / Math.sqrt(variance);
        }
      }
    }

    /** Trains a network; the loss after each epoch is passed on, and the last one returned. */
    double run(Training training, RandomGenerator random, EpochListener listener) {
      var network = new NeuralNetwork(BreastCancer.FEATURES, training.scale(), random);
      double loss = Double.NaN;
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        network.train(train, trainClasses, training, random);
        loss = network.logLoss(test, testClasses);
        listener.ended(epoch, loss);
      }
      return loss;
    }
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
