package dev.beryl.execution.local;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Pruner;
import dev.beryl.trial.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A trial in flight: its state, and its replicates as work that threads claim. Used again for a
 * later trial.
 *
 * <p>One thread starts it and, when it is done, reads its state. Between, any thread may claim a
 * replicate and owns that replicate's slot until it says that it is done.
 */
public final class TrialWork {
  private final TrialState state;
  private final Claims claims = new Claims();
  private final ReplicateSeeds seeds;
  private final int retries;
  private final @Nullable ReplicateLog log;

  /**
   * Makes room for the replicates of one trial at a time.
   *
   * @param replicates how many
   * @param seeds the seed of each
   * @param policy what a failing one means
   * @param log is told of each that has ended; null: nothing is
   */
  public TrialWork(
      int replicates, ReplicateSeeds seeds, ReplicatePolicy policy, @Nullable ReplicateLog log) {
    this.state = new TrialState(replicates, policy);
    this.seeds = seeds;
    this.retries = policy.retries();
    this.log = log;
  }

  /**
   * Takes on a trial.
   *
   * @param number the trial's number
   * @param treatment what is applied
   * @param decided its outcome, if that is known without running it
   */
  public void begin(int number, Treatment treatment, @Nullable Outcome decided) {
    state.begin(number, treatment, decided);
  }

  /** {@return the trial and how its replicates ended} */
  public TrialState state() {
    return state;
  }

  /** {@return the trial's number} */
  public int number() {
    return state.number();
  }

  /** {@return whether its outcome is known without running anything} */
  public boolean isKnown() {
    return state.isKnown();
  }

  /**
   * Has its replicates judged by a pruner.
   *
   * @param pruner asked for a judge of each replicate
   */
  public void judgedBy(Pruner pruner) {
    for (int r = 0; r < toRun(); r++) {
      slot(r).judgedBy(pruner.begin(number(), r));
    }
  }

  int toRun() {
    return state.toRun();
  }

  int retries() {
    return retries;
  }

  long nanos() {
    return state.nanos();
  }

  LocalUnit unit(int replicate) {
    return new LocalUnit(number(), replicate, seeds.of(number(), replicate), state.treatment());
  }

  ReplicateSlot slot(int replicate) {
    return state.slot(replicate);
  }

  boolean isSettledBy(ReplicateSlot slot) {
    return state.isSettledBy(slot);
  }

  /** Tells the log of a replicate that has ended. */
  void noteEnd(int replicate) {
    if (log != null) {
      try {
        note(log, slot(replicate));
      } catch (Throwable e) { // out of memory, for one
        log.lost(e);
      }
    }
  }

  private void note(ReplicateLog noting, ReplicateSlot slot) {
    try {
      noting.ended(slot.result(number()));
    } catch (IllegalArgumentException tooLarge) {
      slot.refuse(String.valueOf(tooLarge.getMessage()));
      noting.ended(slot.result(number()));
    }
  }

  /** Lets threads claim its replicates, as long as they know the turn. */
  void open(long turn) {
    claims.open(turn, 0, toRun());
  }

  Claims claims() {
    return claims;
  }

  /** Gives a claimed replicate's slot back; returns whether it was the last. */
  boolean done(int replicate) {
    if (isSettledBy(slot(replicate))) {
      claims.settle(replicate);
    }
    return claims.done();
  }

  boolean isDone() {
    return isKnown() || claims.allDone();
  }

  void replace(int replicate, @Nullable Outcome status) {
    state.replace(replicate, status);
  }
}
