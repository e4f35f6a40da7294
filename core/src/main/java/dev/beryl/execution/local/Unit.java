package dev.beryl.execution.local;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.metric.Recorder;
import dev.beryl.metric.Recordings;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One replicate of a trial in flight by itself. Used again for another one; what it recorded is
 * handed on in its slot.
 *
 * <p>One thread starts it and, when it is done, reads it.
 */
public final class Unit {
  private final TrialWork work;
  private boolean recorded;
  private boolean started;

  /** Makes room for one replicate at a time. */
  public Unit(ReplicateSeeds seeds, ReplicatePolicy policy) {
    this.work = new TrialWork(1, seeds, policy, null);
  }

  /**
   * Takes on a replicate.
   *
   * @param slot where it records
   */
  public void begin(int trial, Treatment treatment, ReplicateSlot slot) {
    work.beginUnit(trial, treatment, slot);
    recorded = false;
    started = false;
  }

  /** Has a runner run it, unless it has started already. */
  public void start(TrialRunner runner) {
    if (!started && !isKnown()) {
      started = true;
      runner.start(work);
    }
  }

  /** {@return whether a runner was given it} */
  public boolean isStarted() {
    return started;
  }

  /** {@return what a runner runs} */
  public TrialWork work() {
    return work;
  }

  /** Gives it the result that it had in an earlier run. */
  public void restore(ReplicateResult result) {
    slot().restore(result);
    work.state().known(true);
    recorded = true;
  }

  /** Gives it the result that its caller tells. */
  public void tell(ReplicateResult result) {
    slot().restore(result);
    work.state().known(true);
  }

  /** {@return the seed of all its randomness} */
  public long seed() {
    return work.seed(0);
  }

  /** {@return whether it is done without running anything} */
  public boolean isKnown() {
    return work.isKnown();
  }

  /** {@return whether it has ended; valid once it is done or its runner has stopped} */
  public boolean isFinished() {
    return slot().isFinished();
  }

  /** {@return where it recorded: the slot that it was given, unless its thread was abandoned} */
  public ReplicateSlot slot() {
    return work.slot(0);
  }

  /** Notes its end, unless it was restored. A result that is too large makes it fail. */
  public void note(@Nullable ReplicateLog log) {
    if (log != null && !recorded) {
      try {
        work.note(log, slot());
      } catch (Throwable e) { // out of memory, for one
        log.lost(e);
      }
    }
  }

  /** {@return whether the trial fails by this replicate, whatever others give} */
  public boolean isDecisive() {
    return work.isSettledBy(slot());
  }

  /** What it recorded, or its penalty, if it has a finite value of some metrics; else null. */
  public @Nullable Recordings values(List<String> metrics) {
    Recordings recordings = work.state().gather();
    return slot().isCompleted() && isMeasured(slot().recorder(), metrics) ? recordings : null;
  }

  private static boolean isMeasured(Recorder recorder, List<String> metrics) {
    for (String metric : metrics) {
      int slot = recorder.slotOf(metric);
      boolean measured = recorder.count(slot) > 0;
      for (int i = 0; measured && i < recorder.count(slot); i++) {
        measured = Double.isFinite(recorder.value(slot, i));
      }
      if (!measured) {
        return false;
      }
    }
    return true;
  }

  /**
   * Of replicates that a trial got after it was told, those that count.
   *
   * @param results in replicate order
   * @return with penalties where they are due
   */
  public static List<Recorder> counting(
      List<ReplicateResult> results, ReplicatePolicy policy, List<String> metrics) {
    var counting = new ArrayList<Recorder>();
    for (ReplicateResult result : results) {
      var slot = new ReplicateSlot(result.replicate());
      slot.restore(result);
      Penalty penalty = policy.penalty();
      if (penalty != null && penalty.isDueFor(result)) {
        slot.restore(penalty.appliedTo(result));
      }
      if (slot.isCompleted() && isMeasured(slot.recorder(), metrics)) {
        counting.add(slot.recorder());
      }
    }
    return counting;
  }

  /** {@return why it has no values} */
  public Outcome status() {
    return slot().status();
  }

  /**
   * The trial of some replicates that have ended.
   *
   * @param policy what a failed one means
   * @param slots of its replicates, in order
   * @return the trial
   */
  public static TrialState trialOf(
      int number, Treatment treatment, ReplicatePolicy policy, List<ReplicateSlot> slots) {
    return TrialState.gathered(number, treatment, policy, slots.toArray(ReplicateSlot[]::new));
  }
}
