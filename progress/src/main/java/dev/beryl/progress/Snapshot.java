package dev.beryl.progress;

import dev.beryl.spi.Delegation;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far a study is.
 *
 * @param trials told so far
 * @param best the best value so far with its metric; empty text if there is none
 * @param by the optimizer that proposes for that of the study; empty text if there is none
 * @param failed trials that failed or timed out
 */
record Snapshot(int trials, String best, long failed, String by, Duration elapsed) {
  private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

  static Snapshot of(Progress progress) {
    String best =
        progress.best().map(trial -> best(trial.objectives().getFirst(), trial.value())).orElse("");
    return new Snapshot(
        progress.trials(), best, progress.failed(), by(progress.delegations()), progress.elapsed());
  }

  static Snapshot of(StudyResult result) {
    double[] losses = result.bestLossSoFar();
    Objective objective = result.objectives().getFirst();
    boolean any = losses.length > 0 && !Double.isNaN(losses[losses.length - 1]);
    // A loss is the value or its negation, so that its loss is the value.
    String best = any ? best(objective, objective.loss(losses[losses.length - 1])) : "";
    long failed = result.trials().stream().filter(trial -> trial.outcome().isFailure()).count();
    return new Snapshot(losses.length, best, failed, by(result.delegations()), result.elapsed());
  }

  private static String by(List<Delegation> delegations) {
    return delegations.isEmpty() ? "" : "by " + delegations.getLast().optimizer();
  }

  private static String best(Objective objective, double value) {
    return String.format(Locale.ROOT, "best %s %.5g", objective.metric(), value);
  }

  /** Why a study ended, in a line. */
  static String ended(StudyResult result) {
    return "ended: " + result.endingText().lines().findFirst().orElse("");
  }

  /** Best value, failures and who proposes. */
  String summary() {
    return Stream.of(best, failed == 0 ? "" : failed + " failed", by)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  String line(OptionalInt budget) {
    int most = budget.orElse(Integer.MAX_VALUE); // of the search; its race makes trials, too
    String total = budget.isPresent() ? "/" + most : "";
    String more = trials > most ? " and %d of the race".formatted(trials - most) : "";
    String summary = summary();
    return String.format(
        Locale.ROOT,
        "%d%s trials%s%s (%s)",
        Math.min(trials, most),
        total,
        more,
        summary.isEmpty() ? "" : ", " + summary,
        time(elapsed));
  }

  /** For example {@code 2.5 s}, {@code 3 min 20 s} or {@code 2 h 5 min}. */
  private static String time(Duration elapsed) {
    if (elapsed.compareTo(ONE_MINUTE) < 0) {
      return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1e3);
    }
    return elapsed.toHours() > 0
        ? "%s h %s min".formatted(elapsed.toHours(), elapsed.toMinutesPart())
        : "%s min %s s".formatted(elapsed.toMinutes(), elapsed.toSecondsPart());
  }
}
