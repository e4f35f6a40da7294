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
  private final @Nullable Checkpoints checkpoints; // null: all replicates run at once

  /**
   * Makes room for the replicates of one trial at a time.
   *
   * @param log is told of each that has ended; null: nothing is
   */
  public TrialWork(
      int replicates, ReplicateSeeds seeds, ReplicatePolicy policy, @Nullable ReplicateLog log) {
    this(replicates, seeds, policy, log, null);
  }

  /**
   * Makes room for the replicates of one trial at a time.
   *
   * @param log is told of each that has ended; null: nothing is
   * @param rounds when a judge is asked about several; null: all run at once
   */
  public TrialWork(
      int replicates,
      ReplicateSeeds seeds,
      ReplicatePolicy policy,
      @Nullable ReplicateLog log,
      @Nullable Rounds rounds) {
    this.state = new TrialState(replicates, policy);
    this.seeds = seeds;
    this.retries = policy.retries();
    this.log = log;
    this.checkpoints = rounds == null ? null : new Checkpoints(state, claims, rounds);
  }

  /**
   * Takes on a trial.
   *
   * @param decided its outcome, if that is known without running it
   */
  public void begin(int number, Treatment treatment, @Nullable Outcome decided) {
    state.begin(number, treatment, decided);
    if (checkpoints != null) {
      checkpoints.begin(null);
    }
  }

  /**
   * Takes on one replicate of a trial, if it has room for one.
   *
   * @param slot of that replicate, which is made ready
   */
  void beginUnit(int number, Treatment treatment, ReplicateSlot slot) {
    state.place(slot);
    state.begin(number, treatment, null);
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

  /** Has it judged: the reports of replicate 0, and its first replicates at rounds. */
  public void judgedBy(Pruner.Judge judge) {
    slot(0).judgedBy(judge);
    if (checkpoints != null) {
      checkpoints.begin(judge);
    }
  }

  /** Goes as far as what was restored; to be called before it runs. */
  public void resume() {
    if (checkpoints != null && toRun() > 0) {
      checkpoints.resume();
      state.known(checkpoints.isOver());
    }
  }

  /**
   * {@return whether every replicate that the outcome depends on has finished; valid once the trial
   * is done or its runner has stopped}
   */
  public boolean isWhole() {
    return (checkpoints == null || toRun() == 0) ? state.isWhole() : checkpoints.isOver();
  }

  /**
   * {@return whether it can take on another trial; else threads are still at replicates that the
   * trial ended without}
   */
  public boolean isFree() {
    return checkpoints == null || checkpoints.isFree();
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

  Treatment treatment() {
    return state.treatment();
  }

  long seed(int replicate) {
    return seeds.of(number(), slot(replicate).replicate());
  }

  ReplicateSlot slot(int replicate) {
    return state.slot(replicate);
  }

  boolean isSettledBy(ReplicateSlot slot) {
    return state.isSettledBy(slot);
  }

  /** Whether the trial is done after a replicate, if they run one after another. */
  boolean endsWith(int replicate) {
    return checkpoints == null ? isSettledBy(slot(replicate)) : checkpoints.note(replicate);
  }

  /** How many of its replicates may run by now, the first ones. */
  int released() {
    return checkpoints == null || toRun() == 0 ? toRun() : checkpoints.released();
  }

  /** The place of a replicate among the trial's. */
  int indexOf(int replicate) {
    int index = 0;
    while (slot(index).replicate() != replicate) {
      index++;
    }
    return index;
  }

  /** Goes on after a replicate whose result has come. */
  void noteResult(int index) {
    if (checkpoints != null) {
      var _ = checkpoints.note(index);
    }
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

  void note(ReplicateLog noting, ReplicateSlot slot) {
    try {
      noting.ended(slot.result(number()), slot.started());
    } catch (IllegalArgumentException tooLarge) {
      slot.refuse(String.valueOf(tooLarge.getMessage()));
      noting.ended(slot.result(number()), slot.started());
    }
  }

  /** Lets threads claim its replicates, as long as they know the turn. */
  void open(long turn) {
    if (checkpoints == null) {
      claims.open(turn, 0, toRun());
    } else {
      checkpoints.open(turn);
    }
  }

  Claims claims() {
    return claims;
  }

  /** Gives a claimed replicate's slot back. */
  Ran done(int replicate) {
    if (isSettledBy(slot(replicate))) {
      claims.settle(replicate);
    }
    if (checkpoints != null) {
      return checkpoints.giveBack(replicate);
    }
    return claims.done() ? Ran.LAST : Ran.DONE;
  }

  boolean isDone() {
    return isKnown() || (checkpoints == null ? claims.allDone() : checkpoints.isOver());
  }

  void replace(int replicate, @Nullable Outcome status) {
    state.replace(replicate, status);
  }
}
