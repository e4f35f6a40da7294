package dev.beryl.loop;

import dev.beryl.metric.TrialTable;
import dev.beryl.spi.Delegation;
import dev.beryl.study.Progress;
import dev.beryl.study.RaceProgress;
import dev.beryl.text.Durations;
import dev.beryl.text.Numbers;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How far a study was at a moment. */
record ProgressSnapshot(
    int trials,
    int completed,
    int failed,
    OptionalInt budget,
    Optional<Trial> best,
    int trialsSinceBest,
    Duration elapsed,
    List<Delegation> delegations,
    Optional<RaceProgress> race)
    implements Progress {

  /** Of the first trials of a table, which may grow meanwhile. */
  static ProgressSnapshot of(
      TrialTable table,
      int size,
      OptionalInt budget,
      Duration elapsed,
      List<Delegation> delegations,
      Optional<RaceProgress> race) {
    Objective objective = table.objectives().getFirst();
    int completed = 0;
    int failed = 0;
    int best = -1;
    for (int row = 0; row < size; row++) {
      if (!table.isCompleted(row)) {
        failed += table.trial(row).outcome().isFailure() ? 1 : 0;
        continue;
      }
      completed++;
      boolean better =
          best < 0 || objective.loss(table.value(row, 0)) < objective.loss(table.value(best, 0));
      best = better && table.isFeasible(row) ? row : best;
    }
    return new ProgressSnapshot(
        size,
        completed,
        failed,
        budget,
        best < 0 ? Optional.empty() : Optional.of(table.trial(best)),
        size - 1 - best,
        elapsed,
        delegations,
        race);
  }

  @Override
  public String toString() {
    int most = budget.orElse(Integer.MAX_VALUE); // of the search; its race makes trials, too
    return "%s%s trials%s%s%s%s%s; %s"
        .formatted(
            Math.min(trials, most),
            budget.isPresent() ? " of " + most : "",
            trials > most ? " and %s of the race".formatted(trials - most) : "",
            failed == 0 ? "" : ", %s failed".formatted(failed),
            delegations.isEmpty() ? "" : " by " + delegations.getLast().optimizer(),
            best.map(ProgressSnapshot::text).orElse(""),
            race.map(racing -> "; " + racing).orElse(""),
            Durations.about(elapsed));
  }

  private static String text(Trial best) {
    return "; best %s=%s in trial %s"
        .formatted(
            best.objectives().getFirst().metric(),
            Numbers.estimate(best.value(), best.standardError()),
            best.number());
  }
}
