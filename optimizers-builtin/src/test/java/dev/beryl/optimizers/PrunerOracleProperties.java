package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The rules for one objective, written down again as simply as can be, over lists and sorting. */
class PrunerOracleProperties {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final List<Objective> LOSS = Pruning.LOSS;

  /** A report that counts: its step from 1, and its loss. */
  private record Point(long step, double loss) {}

  @Property(tries = 60, seed = "20240710", edgeCases = EdgeCasesMode.NONE)
  void median_anyStudy_decidesAsTheRuleSays(
      @ForAll long seed,
      @ForAll boolean maximize,
      @ForAll boolean projects,
      @ForAll boolean warm,
      @ForAll @IntRange(max = 100) int percentile,
      @ForAll @IntRange(max = 100) int roundPercentile,
      @ForAll @IntRange(max = 4) int startup,
      @ForAll @IntRange(max = 3) int guard) {
    compareMedian(seed, maximize, projects, warm, percentile, roundPercentile, startup, guard);
  }

  @Example
  void median_oneStudy_hasBothDecisionsAtBothKindsOfCheckpoints() {
    assertThat(compareMedian(1, false, true, true, 60, 60, 3, 1)).doesNotContain(0);
  }

  /** How often it went on and was pruned: at reports, then in rounds. */
  private static int[] compareMedian(
      long seed,
      boolean maximize,
      boolean projects,
      boolean warm,
      int percentile,
      int roundPercentile,
      int startup,
      int guard) {
    MedianPruner typed =
        MedianPruner.withDefaults()
            .percentile(percentile)
            .roundPercentile(roundPercentile)
            .startupTrials(startup)
            .guard(guard);
    typed = projects ? typed : typed.withoutProjectedEnd();
    typed = warm ? typed.warmupSteps(2) : typed;
    List<Objective> objectives = maximize ? Pruning.ACCURACY : LOSS;
    Objective objective = objectives.getFirst();
    Pruner pruner = Pruning.create(typed, objectives, seed);
    int[] decided = new int[4];
    new PrunedStudy(seed, objectives, pruner)
        .run(
            600,
            (asked, pruned) -> {
              List<PrunedStudy.Told> known = known(asked.told());
              boolean open = started(known) >= startup;
              boolean expected = false;
              if (open && asked.round() > 0) {
                double own = objective.loss(asked.values()[0]);
                int round = asked.round();
                double[] others =
                    DoubleStream.concat(
                            known.stream()
                                .filter(t -> t.rounds().containsKey(round))
                                .mapToDouble(t -> objective.loss(t.rounds().get(round)[0])),
                            known.stream().filter(t -> ended(t) < round).mapToDouble(t -> INFINITY))
                        .sorted()
                        .toArray();
                expected =
                    own > percentile(others, roundPercentile)
                        && !isGuardedAfter(known, objective, guard, round, own);
              } else if (open) {
                OptionalDouble last = last(asked.told(), objective, startup);
                List<Point> own = points(asked.reports(), objective);
                Point now = own.isEmpty() ? new Point(0, 0) : own.getLast();
                double from = warm ? 2 : Math.ceil(last.orElse(0) / 3);
                expected =
                    last.isPresent()
                        && counts(asked.reports(), objective)
                        && now.step >= from
                        && now.step < last.getAsDouble()
                        && now.loss > percentile(at(known, objective, now.step, -1), percentile)
                        && (!projects
                            || end(own, last.getAsDouble())
                                > percentile(
                                    at(known, objective, now.step, last.getAsDouble()), percentile))
                        && !isGuarded(known, objective, guard, now);
              }
              assertThat(pruned).isEqualTo(expected);
              decided[(asked.round() > 0 ? 2 : 0) + (pruned ? 1 : 0)]++;
            });
    return decided;
  }

  @Property(tries = 60, seed = "20240711", edgeCases = EdgeCasesMode.NONE)
  void asha_anyStudy_decidesAsTheRuleSays(
      @ForAll long seed,
      @ForAll boolean projects,
      @ForAll @IntRange(max = 4) int startup,
      @ForAll @IntRange(max = 2) int guard,
      @ForAll @IntRange(min = 2, max = 4) int factor,
      @ForAll @IntRange(max = 2) int least) {
    AshaPruner typed =
        AshaPruner.withDefaults().reductionFactor(factor).startupTrials(startup).guard(guard);
    typed = projects ? typed : typed.withoutProjectedEnd();
    typed = least > 0 ? typed.minResource(least) : typed;
    Objective objective = LOSS.getFirst();
    Pruner pruner = Pruning.create(typed, LOSS, seed);
    new PrunedStudy(seed, LOSS, pruner)
        .run(
            600,
            (asked, pruned) -> {
              List<PrunedStudy.Told> known = known(asked.told());
              boolean open = started(known) >= startup;
              boolean expected = false;
              if (open && asked.round() > 0) {
                double own = asked.values()[0];
                int round = asked.round();
                double[] others =
                    known.stream()
                        .filter(t -> t.rounds().containsKey(round))
                        .mapToDouble(t -> t.rounds().get(round)[0])
                        .toArray();
                expected =
                    isLeftBehind(others, own, factor)
                        && !isGuardedAfter(known, objective, guard, round, own);
              } else if (open) {
                OptionalDouble last = last(asked.told(), objective, startup);
                List<Point> own = points(asked.reports(), objective);
                if (last.isPresent()
                    && counts(asked.reports(), objective)
                    && own.getLast().step < last.getAsDouble()
                    && !isGuarded(known, objective, guard, own.getLast())) {
                  for (long rung : rungs(least, factor, last.getAsDouble())) {
                    expected |=
                        own.getLast() == firstFrom(own, rung)
                            && isLeftBehind(
                                atRung(known, objective, rung, -1), own.getLast().loss, factor)
                            && (!projects
                                || isLeftBehind(
                                    atRung(known, objective, rung, last.getAsDouble()),
                                    end(own, last.getAsDouble()),
                                    factor));
                  }
                }
              }
              assertThat(pruned).isEqualTo(expected);
            });
  }

  /** The trials that others are compared with. */
  private static List<PrunedStudy.Told> known(List<PrunedStudy.Told> told) {
    return told.stream()
        .filter(t -> t.trial().isCompleted() || t.trial().outcome() instanceof Outcome.Pruned)
        .toList();
  }

  private static long started(List<PrunedStudy.Told> known) {
    return known.stream().filter(PrunerOracleProperties::hasStarted).count();
  }

  private static boolean hasStarted(PrunedStudy.Told told) {
    return !told.rounds().isEmpty() || !points(told.trial().reports(), LOSS.getFirst()).isEmpty();
  }

  /** After how many replicates a trial was pruned. */
  private static int ended(PrunedStudy.Told told) {
    return told.trial().outcome() instanceof Outcome.Pruned pruned
        ? pruned.replicates()
        : Integer.MAX_VALUE;
  }

  private static OptionalDouble last(
      List<PrunedStudy.Told> told, Objective objective, int startup) {
    for (int i = 1; i <= told.size(); i++) {
      List<PrunedStudy.Told> known = known(told.subList(0, i));
      long[] lasts =
          known.stream()
              .filter(t -> t.trial().isCompleted())
              .filter(t -> !points(t.trial().reports(), objective).isEmpty())
              .mapToLong(t -> lastStep(t.trial()))
              .sorted()
              .toArray();
      boolean changes = known.contains(told.get(i - 1));
      if (changes && started(known) >= startup && lasts.length > 0) {
        return OptionalDouble.of(lasts[lasts.length / 2]);
      }
    }
    return OptionalDouble.empty();
  }

  private static long lastStep(Trial trial) {
    long first = Math.min(1, trial.reports().getFirst().step());
    return trial.reports().stream().mapToLong(Report::step).max().orElseThrow() - first + 1;
  }

  /** The reports that count, under their steps from 1. */
  private static List<Point> points(List<Report> reports, Objective objective) {
    var points = new ArrayList<Point>();
    long latest = Long.MIN_VALUE;
    boolean begun = false;
    int nans = 0;
    for (Report report : reports) {
      if (report.step() > latest) {
        latest = report.step();
        double loss = objective.loss(report.values()[0]);
        nans = Double.isNaN(loss) ? nans + 1 : 0;
        begun |= !Double.isNaN(loss);
        nans = begun ? nans : 0;
        long step = report.step() - Math.min(1, reports.getFirst().step()) + 1;
        if (begun && nans != 1 && nans != 2) {
          points.add(new Point(step, nans == 0 ? loss : INFINITY));
        }
      }
    }
    return points;
  }

  /** Whether the last report is one that counts. */
  private static boolean counts(List<Report> reports, Objective objective) {
    return points(reports, objective).size()
        > points(reports.subList(0, reports.size() - 1), objective).size();
  }

  /** The projected end of a curve's last point; NaN if it has none. */
  private static double end(List<Point> points, double last) {
    Point now = points.getLast();
    return points.stream()
        .filter(point -> 2 * point.step <= now.step)
        .reduce((a, b) -> b)
        .map(half -> {
          double gain = half.loss > now.loss ? half.loss - now.loss : 0;
          double left = Math.max(0, StrictMath.log(last / now.step));
          return gain == 0 || left == 0
              ? now.loss
              : now.loss - gain * (left / StrictMath.log((double) now.step / half.step));
        })
        .orElse(Double.NaN);
  }

  private static List<Point> curve(PrunedStudy.Told told, Objective objective) {
    return points(told.trial().reports(), objective);
  }

  /** The losses known at a step, or the projected ends if there is a last step, sorted. */
  private static double[] at(
      List<PrunedStudy.Told> known, Objective objective, long step, double last) {
    return known.stream()
        .flatMap(told -> {
          List<Point> upTo =
              curve(told, objective).stream().filter(point -> point.step <= step).toList();
          boolean stopped = ended(told) == 0 && lastStep(told.trial()) < step;
          return stopped
              ? Stream.of(INFINITY)
              : upTo.isEmpty() || upTo.getLast().step < step
                  ? Stream.<Double>empty()
                  : Stream.of(last < 0 ? upTo.getLast().loss : end(upTo, last));
        })
        .mapToDouble(Double::doubleValue)
        .filter(loss -> !Double.isNaN(loss))
        .sorted()
        .toArray();
  }

  private static double[] atRung(
      List<PrunedStudy.Told> known, Objective objective, long rung, double last) {
    return known.stream()
        .map(told -> curve(told, objective))
        .filter(curve -> curve.stream().anyMatch(point -> point.step >= rung))
        .mapToDouble(curve -> {
          Point here = firstFrom(curve, rung);
          return last < 0 ? here.loss : end(curve.subList(0, curve.indexOf(here) + 1), last);
        })
        .filter(loss -> !Double.isNaN(loss))
        .toArray();
  }

  private static Point firstFrom(List<Point> curve, long step) {
    return curve.stream()
        .filter(point -> point.step >= step)
        .findFirst()
        .orElse(new Point(Long.MIN_VALUE, 0));
  }

  private static long[] rungs(int least, int factor, double last) {
    if (least == 0) {
      long half = Math.max(1, (long) Math.ceil(last / 2));
      return half < last ? new long[] {half} : new long[0];
    }
    var rungs = new ArrayList<Long>();
    for (long rung = least; rung < last; rung *= factor) {
      rungs.add(rung);
    }
    return rungs.stream().mapToLong(Long::longValue).toArray();
  }

  private static boolean isLeftBehind(double[] others, double own, int factor) {
    long less = Arrays.stream(others).filter(loss -> loss < own).count();
    return less >= Math.max(1, (others.length + 1) / factor);
  }

  private static List<PrunedStudy.Told> best(
      List<PrunedStudy.Told> known, Objective objective, int guard) {
    return known.stream()
        .filter(told -> told.trial().isCompleted())
        .sorted(Comparator.comparingDouble(told -> objective.loss(told.trial().value())))
        .limit(guard)
        .toList();
  }

  private static boolean isGuarded(
      List<PrunedStudy.Told> known, Objective objective, int guard, Point now) {
    List<PrunedStudy.Told> best = best(known, objective, guard);
    return guard > 0
        && (best.isEmpty()
            || best.stream()
                .anyMatch(told ->
                    curve(told, objective).stream()
                        .noneMatch(point -> point.step == now.step && point.loss < now.loss)));
  }

  private static boolean isGuardedAfter(
      List<PrunedStudy.Told> known, Objective objective, int guard, int round, double own) {
    List<PrunedStudy.Told> best = best(known, objective, guard);
    return guard > 0
        && (best.isEmpty()
            || best.stream()
                .anyMatch(told ->
                    !told.rounds().containsKey(round)
                        || objective.loss(told.rounds().get(round)[0]) >= own));
  }

  /** By type 7; infinite if nothing is known. */
  private static double percentile(double[] sorted, double percentile) {
    if (sorted.length == 0) {
      return INFINITY;
    }
    double index = percentile * (sorted.length - 1) / 100;
    int lower = (int) index;
    double a = sorted[lower];
    double b = sorted[Math.min(lower + 1, sorted.length - 1)];
    return index == lower || a == b ? a : Math.fma(index - lower, b - a, a);
  }
}
