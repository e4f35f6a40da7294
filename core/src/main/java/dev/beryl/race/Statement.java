package dev.beryl.race;

import dev.beryl.study.Interval;
import dev.beryl.study.Verdict;
import dev.beryl.study.Verdict.Difference;
import dev.beryl.study.Verdict.Finalist;
import dev.beryl.study.Verdict.Method;
import dev.beryl.study.Verdict.OnConstraint;
import dev.beryl.study.Verdict.OnObjective;
import dev.beryl.study.Verdict.Standing;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Direction;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Samples;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the verdict of a race. */
final class Statement {
  private final RaceSetting setting;
  private final Method method;
  private final List<Entrant> entrants;
  private final int baseline;
  private final RaceValues values;
  private final Feasibility feasibility;
  private final Standing[] ends;
  private final @Nullable String[] reasons;
  private final Bootstrap bootstrap;
  private final int looks;

  Statement(
      RaceSetting setting,
      Method method,
      List<Entrant> entrants,
      int baseline,
      RaceValues values,
      Feasibility feasibility,
      Standing[] ends,
      @Nullable String[] reasons) {
    this.setting = setting;
    this.method = method;
    this.entrants = entrants;
    this.baseline = baseline;
    this.values = values;
    this.feasibility = feasibility;
    this.ends = ends;
    this.reasons = reasons;
    this.bootstrap = new Bootstrap(setting.seed());
    this.looks = RungElimination.rungs(setting.maxBlocks()).size();
  }

  Optional<Verdict> verdict(List<Integer> survivors) {
    List<Integer> measured = survivors.stream().filter(i -> values.size(i) > 0).toList();
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    int best = best(measured);
    return Optional.of(
        new Verdict(
            method,
            isExact() ? 1 : setting.confidence(),
            setting.indifference(),
            IntStream.range(0, entrants.size()).mapToObj(i -> finalist(i, best)).toList(),
            best,
            baseline < 0 ? OptionalInt.empty() : OptionalInt.of(baseline),
            IntStream.range(0, setting.objectives().size())
                .mapToObj(o -> onObjective(o, best))
                .toList(),
            IntStream.range(0, setting.constraints().size())
                .mapToObj(c -> onConstraint(c, best))
                .toList()));
  }

  private boolean isExact() {
    return method == Method.EVERY_REPLICATE || method == Method.WITHOUT_NOISE;
  }

  /** The survivor of least loss over the common blocks, among those nearest to feasible. */
  private int best(List<Integer> survivors) {
    return survivors.stream()
        .min(
            Comparator.<Integer>comparingDouble(i -> feasibility.excess(i, values))
                .thenComparingDouble(i -> loss(i, survivors))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** The loss over the blocks in which all survivors have values; over its own if there is none. */
  private double loss(int finalist, List<Integer> survivors) {
    int blocks = values.entered(finalist);
    double[] common =
        IntStream.range(0, blocks)
            .filter(b -> survivors.stream().allMatch(i -> values.has(i, b)))
            .mapToDouble(b -> values.get(finalist, 0, b))
            .toArray();
    Objective objective = setting.objectives().getFirst();
    double[] used = common.length > 0 ? common : values.of(finalist, 0);
    return objective.loss(objective.aggregation().aggregate(Samples.of(used)));
  }

  private Finalist finalist(int i, int best) {
    Entrant entrant = entrants.get(i);
    Standing standing = ends[i];
    if (i == best) {
      standing = Standing.BEST;
    } else if (standing == null) {
      standing =
          isExact() && difference(0, i, best).worseBy() > 0
              ? Standing.WORSE
              : Standing.NOT_RULED_OUT;
    }
    return new Finalist(
        entrant.trial(), entrant.name(), standing, values.size(i), Optional.ofNullable(reasons[i]));
  }

  private OnObjective onObjective(int o, int best) {
    Objective objective = setting.objectives().get(o);
    double[] own = values.of(best, o);
    double value = objective.aggregation().aggregate(Samples.of(own));
    return new OnObjective(
        objective,
        value,
        isExact()
            ? new Interval(value, value, 1)
            : leveled(interval(o, own, setting.error() / entrants.size())),
        IntStream.range(0, entrants.size()).mapToObj(i -> difference(o, i, best)).toList());
  }

  private Interval leveled(Interval interval) {
    return new Interval(interval.low(), interval.high(), setting.confidence());
  }

  /** How much worse a finalist is than the best one. */
  private Difference difference(int o, int i, int best) {
    if (i == best) {
      return new Difference(true, 0, new Interval(0, 0, 1), values.size(best));
    }
    double[] first = values.common(i, best, o);
    double[] second = values.common(best, i, o);
    if (first.length == 0) {
      return new Difference(false, Double.NaN, ConfidenceSequence.unbounded(setting.error()), 0);
    }
    Objective objective = setting.objectives().get(o);
    if (objective.direction() == Direction.MAXIMIZE) {
      double[] kept = first;
      first = second;
      second = kept;
    }
    Aggregation aggregation = objective.aggregation();
    int k = entrants.size();
    double error = setting.error() * 2 / ((double) k * (k - 1));
    Method how = setting.method(o);
    double[] differences = differences(first, second);
    double worseBy =
        how == Method.BOOTSTRAP || isExact()
            ? aggregation.aggregate(Samples.of(first)) - aggregation.aggregate(Samples.of(second))
            : aggregation.aggregate(Samples.of(differences));
    Interval interval =
        isExact()
            ? new Interval(worseBy, worseBy, 1)
            : leveled(
                switch (how) {
                  case SIGNS -> ConfidenceSequence.ofMedian(differences, error);
                  case BETTING -> ConfidenceSequence.ofBoundedMean(differences, rangeOfDifferences(), error);
                  case BOOTSTRAP -> bootstrap.interval(aggregation, first, second, error / looks);
                  default ->
                      ConfidenceSequence.ofMean(differences, ConfidenceSequence.PRECISION, error);
                });
    return new Difference(false, worseBy, interval, first.length);
  }

  private ValueRange rangeOfDifferences() {
    ValueRange range = setting.range();
    if (range == null) {
      throw new IllegalStateException("no range of values");
    }
    return new ValueRange(-range.width(), range.width());
  }

  private static double[] differences(double[] first, double[] second) {
    double[] differences = new double[first.length];
    Arrays.setAll(differences, r -> RaceValues.difference(first[r], second[r]));
    return differences;
  }

  /** The interval of an objective's true value. */
  private Interval interval(int o, double[] own, double error) {
    Aggregation aggregation = setting.objectives().get(o).aggregation();
    ValueRange range = setting.range();
    return setting.method(o) == Method.BETTING && range != null
        ? ConfidenceSequence.ofBoundedMean(own, range, error)
        : interval(aggregation, own, error);
  }

  private Interval interval(Aggregation aggregation, double[] own, double error) {
    return switch (aggregation.name()) {
      case "mean" -> ConfidenceSequence.ofMean(own, ConfidenceSequence.PRECISION, error);
      case "median" -> ConfidenceSequence.ofMedian(own, error);
      default -> bootstrap.interval(aggregation, own, new double[0], error / looks);
    };
  }

  private OnConstraint onConstraint(int c, int best) {
    OutcomeConstraint constraint = setting.constraints().get(c);
    double[] own = values.of(best, setting.objectives().size() + c);
    double value = constraint.aggregation().aggregate(Samples.of(own));
    boolean satisfied = feasibility.excess(best, c, values) <= 0;
    return new OnConstraint(
        constraint,
        value,
        isExact()
            ? new Interval(value, value, 1)
            : leveled(interval(constraint.aggregation(), own, setting.error() / entrants.size())),
        satisfied,
        isExact() || feasibility.isCertain(best, c));
  }
}
