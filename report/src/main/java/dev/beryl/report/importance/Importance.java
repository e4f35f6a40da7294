package dev.beryl.report.importance;

import dev.beryl.fault.Nulls;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How much each parameter decides whether a treatment is among the best tenth of the completed
 * trials, by conditional PED-ANOVA (Watanabe et al. 2023, arXiv 2304.10255; Baba et al. 2026, arXiv
 * 2601.20800), and how much of the loss's variance it explains, by f-ANOVA (Hutter et al. 2014) of
 * a random forest on unit coordinates.
 *
 * <p>What the numbers cannot say: a parameter on which an optimizer settled early varies little
 * among the trials, so that it looks unimportant <em>where the study searched</em> even if it
 * decides everything. So each parameter has its importance against the trials and against the whole
 * range, a noise floor for each, and the share of its range that was explored. Below an explored
 * share of a half, neither number is to be relied upon. Space-filling trials, such as of {@code
 * sobol}, are the best data.
 *
 * <p>Outcome constraints are not looked at: all completed trials count. Immutable.
 *
 * @param trials the number of completed trials
 * @param best the number of trials that are among the best: the least tenth, and all that tie with
 *     its last one
 * @param tied whether ties more than doubled the number of the best, so that the importance says
 *     little
 * @param parameters the parameters, in the order of the space
 * @param explained the share of the variance of being among the best that single parameters
 *     explain, against the trials, in [0, 1]; the rest is interaction and noise
 */
public record Importance(
    int trials, int best, boolean tied, List<OfParameter> parameters, double explained) {
  /** The least number of completed trials. */
  public static final int LEAST_TRIALS = 10;

  private static final double QUANTILE = 0.1;
  private static final double FLOOR_LEVEL = 0.95;
  private static final int MOST_SHUFFLES = 200;
  private static final int LEAST_SHUFFLES = 20;
  private static final double SHUFFLE_WORK = 5e7;
  private static final int TREES = 32;
  private static final int MOST_POINTS = 1000; // of the forest
  private static final long SEED = 0x6265_7279_6CL;
  private static final long SHUFFLE_STREAM = 1;

  /**
   * A parameter's importance. Shares are in [0, 1]; those of PED-ANOVA sum to 1 over the
   * parameters, or are all 0.
   *
   * @param parameter the parameter
   * @param searched its share against the trials: among what was tried, does it separate the best?
   * @param searchedFloor the share that 95 % of shuffles of the losses stay below; a share that is
   *     not above it may be noise
   * @param range its share against the uniform distribution over its whole range
   * @param rangeFloor the floor of that share
   * @param forest the share of the loss's variance over the space that it explains alone in a
   *     random forest; NaN if there are several objectives
   * @param explored the share of its range, on its own scale, that the trials explored, in (0, 1]
   */
  public record OfParameter(
      Parameter parameter,
      double searched,
      double searchedFloor,
      double range,
      double rangeFloor,
      double forest,
      double explored) {
    /** Refuses null. */
    public OfParameter {
      Nulls.refuse("importance: parameter", parameter);
    }

    /** {@return whether the share against the trials is above what shuffled losses give} */
    public boolean isAboveFloor() {
      return searched > searchedFloor;
    }

    /** {@return whether at least half of the range was explored} */
    public boolean isExplored() {
      return explored >= 0.5;
    }
  }

  /** Copies the list. */
  public Importance {
    Nulls.refuseIn("importance: parameters", parameters);
    parameters = List.copyOf(parameters);
  }

  /**
   * Computes the importance for the first objective; if there are several, for all of them: the
   * best trials are then the first fronts, and there is no forest.
   *
   * @param result a study's result
   * @return the importance
   * @throws IllegalArgumentException if fewer than {@link #LEAST_TRIALS} trials are completed
   */
  public static Importance of(StudyResult result) {
    Nulls.refuse("importance: result", result);
    int objectives = result.objectives().size();
    if (objectives == 1) {
      return of(result, 0);
    }
    List<Trial> trials = result.trials();
    int[] completed = completed(trials);
    double[][] losses = new double[objectives][];
    for (int m = 0; m < objectives; m++) {
      losses[m] = losses(trials, completed, m);
    }
    double[] ranks = BestTrials.dominanceRanks(losses, wanted(completed.length));
    return compute(result.space(), trials, completed, ranks, null);
  }

  /**
   * Computes the importance for one objective.
   *
   * @param result a study's result
   * @param objective the objective's index
   * @return the importance
   * @throws IllegalArgumentException if fewer than {@link #LEAST_TRIALS} trials are completed
   * @throws IndexOutOfBoundsException if there is no such objective
   */
  public static Importance of(StudyResult result, int objective) {
    Nulls.refuse("importance: result", result);
    var _ = result.objectives().get(objective);
    return of(result.space(), result.trials(), objective);
  }

  static Importance of(SearchSpace space, List<Trial> trials, int objective) {
    int[] completed = completed(trials);
    double[] losses = losses(trials, completed, objective);
    return compute(space, trials, completed, losses, losses);
  }

  /** The places of the completed ones. */
  static int[] completed(List<Trial> trials) {
    int[] completed =
        IntStream.range(0, trials.size()).filter(i -> trials.get(i).isCompleted()).toArray();
    if (completed.length < LEAST_TRIALS) {
      throw new IllegalArgumentException(
          "importance: expected at least %s completed trials, got %s"
              .formatted(LEAST_TRIALS, completed.length));
    }
    return completed;
  }

  static double[] losses(List<Trial> trials, int[] completed, int objective) {
    return Arrays.stream(completed).mapToDouble(i -> trials.get(i).loss(objective)).toArray();
  }

  private static int wanted(int trials) {
    return (int) Math.ceil(QUANTILE * trials);
  }

  private static Importance compute(
      SearchSpace space,
      List<Trial> all,
      int[] completed,
      double[] ranks,
      double @Nullable [] losses) {
    int trials = completed.length;
    List<Axis> axes = Axis.of(space.parameters());
    short[] cells = new short[axes.size() * trials];
    double[] unit = new double[axes.size()];
    for (int i = 0; i < trials; i++) {
      space.toUnit(all.get(completed[i]).treatment(), unit);
      for (int j = 0; j < unit.length; j++) {
        cells[i * unit.length + j] = axes.get(j).cell(unit[j]);
      }
    }
    int wanted = wanted(trials);
    int[] best = BestTrials.upTo(ranks, wanted);
    var anova = new PedAnova(axes, cells);
    double[] searched = new double[axes.size()];
    double[] range = new double[axes.size()];
    anova.variances(best, best.length, searched, range);
    double[][] floors = floors(anova, trials, best.length, axes.size());
    double[] forest =
        losses == null
            ? filled(axes.size(), Double.NaN)
            : ForestShares.of(forest(space, axes, all, completed, losses, TREES), axes.size());
    double sum = Arrays.stream(searched).sum();
    double rangeSum = Arrays.stream(range).sum();
    var parameters = new ArrayList<OfParameter>();
    for (int j = 0; j < axes.size(); j++) {
      parameters.add(
          new OfParameter(
              space.parameters().get(j),
              share(searched[j], sum),
              Math.min(1, share(floors[0][j], sum)),
              share(range[j], rangeSum),
              Math.min(1, share(floors[1][j], rangeSum)),
              forest[j],
              anova.explored(j)));
    }
    double share = (double) best.length / trials;
    double variance = share * (1 - share);
    return new Importance(
        trials,
        best.length,
        best.length > 2 * wanted,
        parameters,
        variance > 0 ? Math.min(1, sum / variance) : 0);
  }

  private static double[] filled(int size, double value) {
    double[] all = new double[size];
    Arrays.fill(all, value);
    return all;
  }

  private static double share(double part, double sum) {
    return sum > 0 ? part / sum : 0;
  }

  /** What random sets of as many trials reach, by the level: against the trials, and the range. */
  private static double[][] floors(PedAnova anova, int trials, int best, int axes) {
    int shuffles =
        (int)
            Math.max(
                LEAST_SHUFFLES, Math.min(MOST_SHUFFLES, SHUFFLE_WORK / ((double) best * axes)));
    double[][] searched = new double[axes][shuffles];
    double[][] range = new double[axes][shuffles];
    double[] a = new double[axes];
    double[] b = new double[axes];
    var random = new PhiloxRandom(SEED, SHUFFLE_STREAM);
    int[] order = new int[trials];
    Arrays.setAll(order, i -> i);
    for (int s = 0; s < shuffles; s++) {
      for (int i = 0; i < best; i++) {
        int j = i + random.nextInt(trials - i);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
      int[] chosen = Arrays.copyOf(order, best);
      Arrays.sort(chosen); // so that their cells are read in order, which is much faster
      anova.variances(chosen, best, a, b);
      for (int j = 0; j < axes; j++) {
        searched[j][s] = a[j];
        range[j][s] = b[j];
      }
    }
    return new double[][] {levels(searched), levels(range)};
  }

  private static double[] levels(double[][] samples) {
    double[] levels = new double[samples.length];
    for (int j = 0; j < levels.length; j++) {
      double[] sorted = samples[j].clone();
      Arrays.sort(sorted);
      levels[j] = sorted[(int) Math.ceil(FLOOR_LEVEL * sorted.length) - 1];
    }
    return levels;
  }

  /** Of many trials only some, evenly chosen, so that the time is bounded. */
  static List<TreeVariance> forest(
      SearchSpace space,
      List<Axis> axes,
      List<Trial> all,
      int[] completed,
      double[] losses,
      int trees) {
    int points = Math.min(MOST_POINTS, completed.length);
    double[][] places = new double[axes.size()][points];
    double[] values = new double[points];
    for (int i = 0; i < points; i++) {
      int trial = (int) ((long) i * completed.length / points);
      double[] unit = space.toUnit(all.get(completed[trial]).treatment());
      values[i] = losses[trial];
      for (int j = 0; j < unit.length; j++) {
        places[j][i] = TreeGrowth.place(axes.get(j), unit[j]);
      }
    }
    return TreeGrowth.forest(axes, places, values, trees, SEED);
  }

  /** {@return the parameters, the most important first, by their shares against the trials} */
  public List<OfParameter> ranked() {
    return parameters.stream()
        .sorted(Comparator.comparingDouble(OfParameter::searched).reversed())
        .toList();
  }
}
