package dev.beryl.replay;

import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalRecord;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.nio.file.Path;

/** Checks that a trial ends as recorded. */
final class OutcomeCheck {
  private OutcomeCheck() {}

  static void require(Path path, JournalRecord.Told then, Trial now, Opening opening) {
    if (!isSame(then.outcome(), now.outcome()) || !hasSameValues(then, now)) {
      throw new JournalException(
          path,
          "trial %s: it was recorded as %s%s, and is now: %s; %s"
              .formatted(
                  now.number(),
                  then.outcome(),
                  then.estimates().isEmpty() ? "" : " with " + then.estimates(),
                  now,
                  opening.whatMayHaveChanged()));
    }
  }

  static void require(Path path, JournalRecord.Revised then, Trial now, Opening opening) {
    require(
        path,
        new JournalRecord.Told(then.trial(), Outcome.COMPLETED, then.duration(), then.estimates()),
        now,
        opening);
  }

  /** The texts of failures may differ, because exceptions may contain addresses. */
  private static boolean isSame(Outcome then, Outcome now) {
    return switch (then) {
      case Outcome.Failed a ->
          now instanceof Outcome.Failed b
              && a.reason() == b.reason()
              && a.replicate() == b.replicate();
      case Outcome.Rejected a ->
          now instanceof Outcome.Rejected b && a.constraint().equals(b.constraint());
      case Outcome.Completed _, Outcome.Pruned _, Outcome.TimedOut _ -> then.equals(now);
    };
  }

  private static boolean hasSameValues(JournalRecord.Told then, Trial now) {
    int objectives = now.objectives().size();
    for (int i = 0; i < objectives && now.isCompleted(); i++) {
      if (differ(then.estimates().get(i).value(), now.value(i))) {
        return false;
      }
    }
    for (int i = 0; i < now.outcomeConstraints().size() && now.isCompleted(); i++) {
      if (differ(then.estimates().get(objectives + i).value(), now.constraintValue(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean differ(double a, double b) {
    return Double.doubleToRawLongBits(a) != Double.doubleToRawLongBits(b);
  }
}
