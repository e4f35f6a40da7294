package dev.beryl.execution.local;

import dev.beryl.metric.Recorder;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Pruner;
import dev.beryl.trial.Outcome;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A trial in flight: its replicates and what has come of them. Used again for a later trial.
 *
 * <p>One thread begins it and, when it is finished, reads it. Between, any thread may claim a
 * replicate and owns that replicate's outcome until it says that it is done.
 */
public final class TrialWork {
  private final ReplicateSeeds seeds;
  private final ReplicatePolicy policy;
  private final ReplicateLog log;
  private final ReplicateOutcome[] outcomes;
  private final Recorder[] recorders;
  private final AtomicLong claims = new AtomicLong(); // the turn, and how many are unclaimed
  private final AtomicInteger undone = new AtomicInteger();
  private final AtomicInteger firstSettling = new AtomicInteger();
  private int number;
  private @Nullable Treatment treatment;
  private @Nullable Outcome decided;
  private boolean known; // how it ends, without running anything
  private volatile long begun; // System.nanoTime() of the first claim; 0: none yet

  /**
   * Makes room for the replicates of one trial at a time.
   *
   * @param replicates how many
   * @param seeds the seed of each
   * @param policy what a failing one means
   * @param log hears of each that has ended
   */
  public TrialWork(int replicates, ReplicateSeeds seeds, ReplicatePolicy policy, ReplicateLog log) {
    this.seeds = seeds;
    this.policy = policy;
    this.log = log;
    this.outcomes = new ReplicateOutcome[replicates];
    Arrays.setAll(outcomes, ReplicateOutcome::new);
    this.recorders = new Recorder[replicates];
  }

  /**
   * Takes on a trial.
   *
   * @param number the trial's number
   * @param treatment what is applied
   * @param decided its outcome, if that is known without running it
   */
  public void begin(int number, Treatment treatment, @Nullable Outcome decided) {
    this.number = number;
    this.treatment = treatment;
    this.decided = decided;
    this.known = decided != null;
    for (ReplicateOutcome outcome : outcomes) {
      outcome.renew();
    }
  }

  /**
   * Gives a replicate the outcome that it had in an earlier run.
   *
   * @param replicate the replicate
   * @param nanos how long it ran
   * @param trouble why it did not run to its end; null if it did
   * @param recorded puts back what it recorded
   */
  public void restore(
      int replicate, long nanos, @Nullable Outcome trouble, Consumer<Recorder> recorded) {
    ReplicateOutcome outcome = outcomes[replicate];
    recorded.accept(outcome.recorder());
    if (trouble != null) {
      outcome.end(trouble);
    }
    outcome.took(nanos);
    outcome.finish();
    known = isWhole();
  }

  /** {@return whether its outcome is known without running anything} */
  public boolean isKnown() {
    return known;
  }

  /** {@return the number of its replicates} */
  public int replicates() {
    return outcomes.length;
  }

  /** Lets the log hear of a replicate. */
  void noteEnd(int replicate) {
    log.ended(number, replicate, outcomes[replicate]);
  }

  /**
   * Has its replicates judged by a pruner.
   *
   * @param pruner asked for a judge of each replicate
   */
  public void judgedBy(Pruner pruner) {
    for (int r = 0; r < toRun(); r++) {
      outcomes[r].judgedBy(pruner.begin(number, r));
    }
  }

  /** Lets other threads claim its replicates, as long as they know the turn. */
  void open(long turn) {
    begun = 0;
    firstSettling.setPlain(Integer.MAX_VALUE);
    undone.setPlain(toRun());
    claims.set(turn << Integer.SIZE | toRun());
  }

  long turn() {
    return claims.get() >>> Integer.SIZE;
  }

  boolean hasUnclaimed(long turn) {
    return unclaimed(claims.get(), turn) > 0;
  }

  /** Of another turn there are none: what is claimed of it has been seen to. */
  private static int unclaimed(long claims, long turn) {
    return claims >>> Integer.SIZE == turn ? (int) claims : 0;
  }

  /** A replicate that is the caller's to run; -1 if there is none left at that turn. */
  int claim(long turn) {
    while (true) {
      long now = claims.get();
      int left = unclaimed(now, turn);
      if (left == 0) {
        return -1;
      }
      if (claims.compareAndSet(now, now - 1)) {
        return outcomes.length - left;
      }
    }
  }

  /** Notes that one of its replicates begins. */
  void noteBegin(long now) {
    if (begun == 0) {
      begun = now;
    }
  }

  /** When its first replicate began, by {@code System.nanoTime()}. */
  long begun() {
    return begun;
  }

  /** Whether the trial's outcome is known already, whatever a replicate would give. */
  boolean isMoot(int replicate) {
    return firstSettling.get() < replicate;
  }

  /** Gives a claimed replicate's outcome back; returns whether it was the last. */
  boolean done(int replicate) {
    if (isSettledBy(outcomes[replicate])) {
      firstSettling.accumulateAndGet(replicate, Math::min);
    }
    return undone.decrementAndGet() == 0;
  }

  /** {@return whether all replicates are done} */
  public boolean isDone() {
    return known || undone.get() == 0;
  }

  /** Puts another outcome in the place of one whose thread cannot be stopped; null: unfinished. */
  void replace(int replicate, @Nullable Outcome trouble) {
    var outcome = new ReplicateOutcome(replicate);
    if (trouble != null) {
      outcome.end(trouble);
      outcome.finish();
    }
    outcomes[replicate] = outcome;
  }

  /** Whether this outcome alone makes all later replicates moot. */
  boolean isSettledBy(ReplicateOutcome outcome) {
    Outcome trouble = outcome.trouble();
    return trouble != null && (policy.failsAtOnce() || trouble instanceof Outcome.Pruned);
  }

  /** {@return the trial's number} */
  public int number() {
    return number;
  }

  /** {@return what is applied} */
  public Treatment treatment() {
    if (treatment == null) {
      throw new IllegalStateException("no trial begun");
    }
    return treatment;
  }

  /** {@return the number of replicates to run; 0 if the outcome is known without} */
  int toRun() {
    return decided == null ? outcomes.length : 0;
  }

  int retries() {
    return policy.retries();
  }

  WorkUnit unit(int replicate) {
    return new WorkUnit(number, replicate, seeds.of(number, replicate), treatment());
  }

  ReplicateOutcome outcome(int replicate) {
    return outcomes[replicate];
  }

  /**
   * {@return whether its outcome can be told, as nothing that it depends on is unfinished} To be
   * asked when it is done or nobody runs its replicates any more.
   */
  public boolean isWhole() {
    if (decided != null) {
      return true;
    }
    for (ReplicateOutcome outcome : outcomes) {
      if (!outcome.isFinished()) {
        return false;
      }
      if (isSettledBy(outcome)) {
        return true;
      }
    }
    return true;
  }

  /**
   * How it ended, as far as running it tells; the same whoever ran its replicates in what order.
   *
   * @return how its first replicate that was pruned ended, or its first that failed or timed out if
   *     more than are tolerated did before; else completed, which says nothing yet of its metrics
   */
  public Outcome outcome() {
    if (decided != null) {
      return decided;
    }
    Outcome first = null;
    int troubles = 0;
    for (ReplicateOutcome outcome : outcomes) {
      Outcome trouble = outcome.trouble();
      if (trouble == null) {
        continue;
      }
      if (trouble instanceof Outcome.Pruned) {
        return trouble;
      }
      first = first == null ? trouble : first;
      troubles++;
      if (troubles > policy.tolerated()) {
        return first;
      }
    }
    return Outcome.COMPLETED;
  }

  /**
   * Gathers what counts, with the penalties of those that failed: of a completed trial the
   * recorders of all replicates that ran to their end, of another those before the one that
   * decided. That of a pruned replicate, whose reports count too, comes after them.
   *
   * @return how many ran to their end; they stand first in {@link #recorders()}
   */
  @SuppressWarnings("ReferenceEquality") // that very outcome, which stands for one replicate
  public int gather() {
    Penalty penalty = policy.penalty();
    for (int r = 0; penalty != null && r < toRun(); r++) {
      penalty.applyTo(outcomes[r]);
    }
    Outcome outcome = outcome();
    int gathered = 0;
    for (int r = 0; r < toRun(); r++) {
      Outcome trouble = outcomes[r].trouble();
      if (trouble != null && trouble != outcome) {
        continue; // tolerated
      }
      recorders[gathered] = outcomes[r].recorder();
      if (trouble != null) {
        return gathered;
      }
      gathered++;
    }
    return gathered;
  }

  /** {@return the recorders that {@link #gather()} found, in replicate order} */
  public Recorder[] recorders() {
    return recorders;
  }

  /** {@return how long its replicates ran, in nanoseconds, added up} */
  public long nanos() {
    long sum = 0;
    for (ReplicateOutcome outcome : outcomes) {
      sum += outcome.nanos();
    }
    return sum;
  }
}
