package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The rules, written down again as simply as can be, over lists and with sorting. */
class PrunerOracleProperties {

  @Property(tries = 150, seed = "20240710", edgeCases = EdgeCasesMode.NONE)
  void median_anyStudy_decidesAsTheRuleSays(
      @ForAll long seed,
      @ForAll boolean averages,
      @ForAll @IntRange(max = 100) int percentile,
      @ForAll @IntRange(max = 4) int startup,
      @ForAll @IntRange(min = 1, max = 3) int least,
      @ForAll @IntRange(max = 3) int warmup) {
    List<Objective> objectives = objectives(seed);
    MedianPruner typed =
        MedianPruner.withDefaults()
            .percentile(percentile)
            .startupTrials(startup)
            .minTrials(least)
            .warmupSteps(warmup);
    var pruner = Pruning.create(averages ? typed.runningAverage() : typed, objectives, seed);
    new PrunedStudy(seed, objectives, pruner)
        .run(
            600,
            (told, trial, reports, stopped) -> {
              List<Report> own = advancing(reports);
              Report last = reports.getLast();
              boolean expected = own.getLast() == last && last.step() >= warmup;
              for (int i = 0; expected && i < objectives.size(); i++) {
                Objective objective = objectives.get(i);
                int index = i;
                double[] others =
                    curves(told, last.replicate()).stream()
                        .filter(curve -> curve.stream().anyMatch(r -> r.step() == last.step()))
                        .map(curve -> upTo(curve, last.step()))
                        .mapToDouble(curve ->
                            averages ? average(curve, index) : curve.getLast().values()[index])
                        .filter(value -> !Double.isNaN(value))
                        .map(objective::loss)
                        .sorted()
                        .toArray();
                boolean comparable = withReports(told) >= startup && others.length >= least;
                expected =
                    Double.isNaN(last.values()[i])
                        || (comparable && best(own, objective, i) > percentile(others, percentile));
              }
              assertThat(stopped).isEqualTo(expected);
            });
  }

  @Property(tries = 150, seed = "20240711")
  void asha_anyStudy_decidesAsTheRuleSays(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 2) int least,
      @ForAll @IntRange(min = 2, max = 4) int factor) {
    List<Objective> objectives = objectives(seed);
    var typed = AshaPruner.withDefaults().minResource(least).reductionFactor(factor).exemptShare(0);
    new PrunedStudy(seed, objectives, Pruning.create(typed, objectives, seed))
        .run(
            600,
            (told, trial, reports, stopped) -> {
              List<Report> own = advancing(reports);
              Report last = reports.getLast();
              boolean expected = own.getLast() == last && last.step() >= least;
              for (int i = 0; expected && i < objectives.size(); i++) {
                expected = Double.isNaN(last.values()[i]);
                for (long rung = least; rung <= last.step(); rung *= factor) {
                  if (firstFrom(own, rung) == last) {
                    expected |= isLeftBehind(told, rung, last, objectives.get(i), i, factor);
                  }
                }
              }
              assertThat(stopped).isEqualTo(expected);
            });
  }

  private static boolean isLeftBehind(
      List<Trial> told, long rung, Report own, Objective objective, int index, int factor) {
    double[] losses =
        DoubleStream.concat(
                DoubleStream.of(own.values()[index]),
                curves(told, own.replicate()).stream()
                    .filter(curve -> curve.getLast().step() >= rung)
                    .mapToDouble(curve -> firstFrom(curve, rung).values()[index]))
            .map(value -> Double.isNaN(value) ? Double.POSITIVE_INFINITY : objective.loss(value))
            .sorted()
            .toArray();
    int goOn = Math.max(1, losses.length / factor);
    return objective.loss(own.values()[index]) > losses[goOn - 1];
  }

  private static List<Objective> objectives(long seed) {
    return switch ((int) Math.floorMod(seed, 3L)) {
      case 0 -> Pruning.LOSS;
      case 1 -> Pruning.ACCURACY;
      default -> Pruning.BOTH;
    };
  }

  /** The curves of a replicate that set a standard. */
  private static List<List<Report>> curves(List<Trial> told, int replicate) {
    return told.stream()
        .filter(trial -> !(trial.outcome() instanceof Outcome.Failed))
        .map(trial -> trial.reports().stream().filter(r -> r.replicate() == replicate).toList())
        .filter(reports -> !reports.isEmpty())
        .map(PrunerOracleProperties::advancing)
        .toList();
  }

  /** How many trials have reported a number. */
  private static long withReports(List<Trial> told) {
    return told.stream()
        .filter(trial ->
            curves(List.of(trial), 0).stream().anyMatch(PrunerOracleProperties::hasNumber)
                || curves(List.of(trial), 1).stream().anyMatch(PrunerOracleProperties::hasNumber))
        .count();
  }

  private static boolean hasNumber(List<Report> curve) {
    return curve.stream()
        .flatMapToDouble(report -> DoubleStream.of(report.values()))
        .anyMatch(value -> !Double.isNaN(value));
  }

  private static List<Report> advancing(List<Report> reports) {
    var advancing = new ArrayList<Report>();
    for (Report report : reports) {
      if (advancing.isEmpty() || report.step() > advancing.getLast().step()) {
        advancing.add(report);
      }
    }
    return advancing;
  }

  private static List<Report> upTo(List<Report> curve, long step) {
    return curve.stream().filter(report -> report.step() <= step).toList();
  }

  private static Report firstFrom(List<Report> curve, long step) {
    return curve.stream().filter(report -> report.step() >= step).findFirst().orElseThrow();
  }

  private static double average(List<Report> curve, int objective) {
    double[] values =
        curve.stream()
            .mapToDouble(r -> r.values()[objective])
            .filter(v -> !Double.isNaN(v))
            .toArray();
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double best(List<Report> own, Objective objective, int index) {
    return own.stream()
        .mapToDouble(report -> objective.loss(report.values()[index]))
        .filter(loss -> !Double.isNaN(loss))
        .min()
        .orElse(Double.NaN);
  }

  private static double percentile(double[] sorted, double percentile) {
    double index = percentile * (sorted.length - 1) / 100;
    int lower = (int) index;
    double a = sorted[lower];
    double b = sorted[Math.min(lower + 1, sorted.length - 1)];
    return Math.fma(index - lower, b - a, a);
  }
}
