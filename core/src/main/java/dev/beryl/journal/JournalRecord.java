package dev.beryl.journal;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.fault.Nulls;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.study.Ending;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A record of a journal. Records are in the order in which the study wrote them. */
public sealed interface JournalRecord {

  /**
   * A process opened the journal to start or continue the study.
   *
   * @param budget the value of {@code trials(n)}; empty if it was not set
   * @param library the version of this library
   * @param java the version of the Java runtime
   * @param at the time, by the process's clock
   */
  record Opened(OptionalInt budget, String library, String java, Instant at)
      implements JournalRecord {
    /** Refuses null. */
    public Opened {
      Nulls.refuse("journal record: budget", budget);
      Nulls.refuse("journal record: library", library);
      Nulls.refuse("journal record: java", java);
      Nulls.refuse("journal record: at", at);
    }
  }

  /**
   * The optimizer proposed a treatment.
   *
   * @param trial the trial's number; treatments are numbered from 0
   * @param wanted the number of treatments asked for, if this is the first treatment of the answer;
   *     otherwise 0
   * @param treatment the treatment, of the space of the journal's header
   */
  record Asked(int trial, int wanted, Treatment treatment) implements JournalRecord {
    /** Refuses null. */
    public Asked {
      Nulls.refuse("journal record: treatment", treatment);
    }
  }

  /**
   * A treatment that another than the optimizer chose became a trial.
   *
   * @param trial the trial's number; treatments are numbered from 0, proposed or given
   * @param told of an enqueued treatment the number of trials that were told before; otherwise 0
   * @param origin who chose it: {@link Origin#GIVEN}, {@link Origin#ENQUEUED} or {@link
   *     Origin#BASELINE}
   * @param treatment the treatment, of the space of the journal's header
   */
  record Given(int trial, int told, Origin origin, Treatment treatment) implements JournalRecord {
    /** Refuses null. */
    public Given {
      Nulls.refuse("journal record: origin", origin);
      Nulls.refuse("journal record: treatment", treatment);
    }
  }

  /**
   * A treatment was enqueued. A later record {@link Given} says that it became a trial; treatments
   * become trials in the order in which they were enqueued.
   *
   * @param treatment the treatment, of the space of the journal's header
   */
  record Enqueued(Treatment treatment) implements JournalRecord {
    /** Refuses null. */
    public Enqueued {
      Nulls.refuse("journal record: treatment", treatment);
    }
  }

  /**
   * A session's caller runs another treatment in the place of the one that was proposed.
   *
   * @param trial the trial's number
   * @param treatment the treatment, of the space of the journal's header
   */
  record Replaced(int trial, Treatment treatment) implements JournalRecord {
    /** Refuses null. */
    public Replaced {
      Nulls.refuse("journal record: treatment", treatment);
    }
  }

  /**
   * A note of the study, not of a trial.
   *
   * @param key what the note is about
   * @param text the note; it replaces an earlier one under the same key
   */
  record Note(String key, String text) implements JournalRecord {
    /** Refuses null. */
    public Note {
      Nulls.refuse("journal record: key", key);
      Nulls.refuse("journal record: text", text);
    }
  }

  /**
   * A trial that was told is run again, because some of its replicates had failed. Records of all
   * its replicates follow, those that had not failed as they were, and then its result. Until that
   * is there, the earlier one holds.
   *
   * @param trial the trial's number
   */
  record Rerun(int trial) implements JournalRecord {}

  /**
   * A session's caller asked for treatments and the optimizer had none to propose.
   *
   * @param wanted the number of treatments asked for
   */
  record NothingProposed(int wanted) implements JournalRecord {}

  /**
   * A replicate ended.
   *
   * @param result how it ended and what it recorded
   * @param started when it started, counted from when its process opened the journal; empty if that
   *     is not known, as of a session's replicates
   */
  record ReplicateEnded(ReplicateResult result, Optional<Duration> started)
      implements JournalRecord {
    /**
     * Checks the start.
     *
     * @throws IllegalArgumentException if it is negative or 2^63 nanoseconds or more
     */
    public ReplicateEnded {
      Nulls.refuse("journal record: result", result);
      Nulls.refuse("journal record: started", started);
      if (started
          .filter(at -> at.isNegative() || at.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0)
          .isPresent()) {
        throw new IllegalArgumentException(
            "journal record: started: expected 0 to 2^63 - 1 ns, got " + started.get());
      }
    }
  }

  /**
   * A trial is told to the optimizer.
   *
   * @param trial the trial's number
   * @param outcome how the trial ended; without an exception
   * @param duration its replicates' running times, added up
   * @param estimates the aggregate of each objective, then of each outcome constraint; empty unless
   *     the trial is completed
   */
  record Told(int trial, Outcome outcome, Duration duration, List<Estimate> estimates)
      implements JournalRecord {
    /** Copies the list. */
    public Told {
      Nulls.refuse("journal record: outcome", outcome);
      Nulls.refuse("journal record: duration", duration);
      Nulls.refuseIn("journal record: estimates", estimates);
      estimates = List.copyOf(estimates);
    }
  }

  /**
   * A completed trial that was told got more replicates. Its samples are then those of all its
   * replicates so far that completed with a finite value of each metric that is aggregated.
   *
   * @param trial the trial's number
   * @param duration its replicates' running times, added up
   * @param estimates the aggregate of each objective, then of each outcome constraint
   */
  record Revised(int trial, Duration duration, List<Estimate> estimates) implements JournalRecord {
    /** Copies the list. */
    public Revised {
      Nulls.refuse("journal record: duration", duration);
      Nulls.refuseIn("journal record: estimates", estimates);
      estimates = List.copyOf(estimates);
    }
  }

  /**
   * A race decided which trials get more replicates.
   *
   * @param rule the rule that decided, in words
   * @param trials the trials in the race
   */
  record Decision(String rule, List<Share> trials) implements JournalRecord {
    /** Copies the list. */
    public Decision {
      Nulls.refuse("journal record: rule", rule);
      Nulls.refuseIn("journal record: trials", trials);
      trials = List.copyOf(trials);
    }
  }

  /**
   * The race of the best treatments ended. If the study continues after it was stopped in its race,
   * a later record has what was shown in the end.
   *
   * @param verdict what the race has shown
   */
  record RaceEnded(Verdict verdict) implements JournalRecord {
    /** Refuses null. */
    public RaceEnded {
      Nulls.refuse("journal record: verdict", verdict);
    }
  }

  /**
   * The replicates of a trial in a race.
   *
   * @param trial the trial's number
   * @param has how many it has
   * @param most how many it will have at most
   */
  record Share(int trial, int has, int most) {}

  /**
   * An aggregate of a trial's samples.
   *
   * @param value the aggregate
   * @param standardError its standard error; NaN where it is not known
   */
  record Estimate(double value, double standardError) {}

  /**
   * The optimizer let another one propose.
   *
   * @param delegation which one, from which trial on, and why
   */
  record Delegated(Delegation delegation) implements JournalRecord {
    /** Refuses null. */
    public Delegated {
      Nulls.refuse("journal record: delegation", delegation);
    }
  }

  /**
   * A process ended the study normally; a later process may continue it.
   *
   * @param ending why the study ended
   * @param text why the study ended, in a sentence
   * @param elapsed the time for which the process ran the study
   */
  record Ended(Ending ending, String text, Duration elapsed) implements JournalRecord {
    /** Refuses null. */
    public Ended {
      Nulls.refuse("journal record: ending", ending);
      Nulls.refuse("journal record: text", text);
      Nulls.refuse("journal record: elapsed", elapsed);
    }
  }
}
