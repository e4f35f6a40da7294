package dev.beryl.execution.local;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.metric.Recordings;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trial and its replicates: how each ended, and what that means for the trial. Used again for a
 * later trial.
 *
 * <p>One thread starts it and, when its replicates have ended, reads it. Between, a slot belongs to
 * the thread that runs its replicate.
 */
public final class TrialState {
  private static final ReplicatePolicy STRICT = new ReplicatePolicy(0, 0, null);

  private final ReplicatePolicy policy;
  private final ReplicateSlot[] slots;
  private final Recordings recordings;
  private int number;
  private @Nullable Treatment treatment;
  private @Nullable Outcome decided;
  private boolean known; // how it ends, without running anything
  private int counting; // of the replicates, the first ones that count
  private @Nullable Outcome behind; // how it ended at a round
  private @Nullable Unjudged unjudged;

  /**
   * A judge that threw at a round.
   *
   * @param replicates how many had ended
   * @param thrown by the judge
   */
  public record Unjudged(int replicates, Throwable thrown) {}

  private TrialState(ReplicatePolicy policy, ReplicateSlot[] slots) {
    this.policy = policy;
    this.slots = slots;
    this.recordings = new Recordings(slots.length);
    this.counting = slots.length;
  }

  TrialState(int replicates, ReplicatePolicy policy) {
    this(policy, new ReplicateSlot[replicates]);
    Arrays.setAll(slots, ReplicateSlot::new);
  }

  /**
   * A trial whose replicates have ended.
   *
   * @param results of the replicates, in replicate order
   * @return the trial
   */
  public static TrialState of(
      int number, Treatment treatment, ReplicatePolicy policy, List<ReplicateResult> results) {
    var slots = new ReplicateSlot[results.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new ReplicateSlot(results.get(i).replicate());
      slots[i].restore(results.get(i));
    }
    var state = new TrialState(policy, slots);
    state.number = number;
    state.treatment = treatment;
    return state;
  }

  /**
   * A trial whose replicates have ended and of which none may fail.
   *
   * @param results of the replicates, in replicate order
   * @return the trial
   */
  public static TrialState of(int number, Treatment treatment, List<ReplicateResult> results) {
    return of(number, treatment, STRICT, results);
  }

  /**
   * A trial that is not run.
   *
   * @return the trial
   */
  public static TrialState decided(int number, Treatment treatment, Outcome outcome) {
    TrialState state = of(number, treatment, List.of());
    state.decided = outcome;
    return state;
  }

  /**
   * A trial whose replicates have ended in slots of their own.
   *
   * @param slots in replicate order; they are the trial's from here on
   * @return the trial
   */
  static TrialState gathered(
      int number, Treatment treatment, ReplicatePolicy policy, ReplicateSlot[] slots) {
    var state = new TrialState(policy, slots);
    state.number = number;
    state.treatment = treatment;
    return state;
  }

  /** Has another slot be that of its only replicate. */
  void place(ReplicateSlot slot) {
    slots[0] = slot;
  }

  void begin(int number, Treatment treatment, @Nullable Outcome decided) {
    this.number = number;
    this.treatment = treatment;
    this.decided = decided;
    this.known = decided != null;
    this.counting = slots.length;
    this.behind = null;
    this.unjudged = null;
    for (ReplicateSlot slot : slots) {
      slot.renew();
    }
  }

  /** Gives a replicate the result that it had in an earlier run. */
  public void restore(ReplicateResult result) {
    slots[result.replicate()].restore(result);
    known = isWhole();
  }

  /** {@return whether its outcome is known without running anything} */
  public boolean isKnown() {
    return known;
  }

  void known(boolean isKnown) {
    known = isKnown;
  }

  /**
   * Has only its first replicates count.
   *
   * @param outcome how it ended at a round; null: as its replicates say
   */
  void endAfter(int replicates, @Nullable Outcome outcome) {
    counting = replicates;
    behind = outcome;
  }

  void judgingFailed(int replicates, Throwable thrown) {
    unjudged = new Unjudged(replicates, thrown);
  }

  /** {@return why it has no outcome: its judge threw; null if it has one} */
  public @Nullable Unjudged unjudged() {
    return unjudged;
  }

  /** {@return the number of its replicates} */
  public int replicates() {
    return slots.length;
  }

  /** {@return the trial's number} */
  public int number() {
    return number;
  }

  /** {@return what is applied} */
  public Treatment treatment() {
    if (treatment == null) {
      throw new IllegalStateException("no trial was started");
    }
    return treatment;
  }

  /** The number of replicates to run; 0 if the outcome is known without. */
  int toRun() {
    return decided == null ? slots.length : 0;
  }

  ReplicateSlot slot(int replicate) {
    return slots[replicate];
  }

  /** The place of a slot among the trial's. */
  int placeOf(ReplicateSlot slot) {
    return Arrays.asList(slots).indexOf(slot);
  }

  /** Puts another slot in the place of one whose thread cannot be stopped; null: unfinished. */
  void replace(int replicate, @Nullable Outcome status) {
    var slot = new ReplicateSlot(slots[replicate].replicate());
    if (status != null) {
      slot.end(status);
      slot.finish();
    }
    slots[replicate] = slot;
  }

  /** Whether this replicate alone makes all later ones moot. */
  boolean isSettledBy(ReplicateSlot slot) {
    return !slot.isCompleted() && (policy.failsAtOnce() || slot.status() instanceof Outcome.Pruned);
  }

  /**
   * {@return whether every replicate that the outcome depends on has finished; valid once the trial
   * is done or its runner has stopped}
   */
  public boolean isWhole() {
    if (decided != null) {
      return true;
    }
    for (ReplicateSlot slot : slots) {
      if (!slot.isFinished()) {
        return false;
      }
      if (isSettledBy(slot)) {
        return true;
      }
    }
    return true;
  }

  /**
   * Returns how the trial ended, as far as running it shows. The threads and the order of the
   * replicates make no difference.
   *
   * @return pruned if it was behind at a round; else the status of its first replicate that was
   *     pruned, or of its first that failed or timed out if more than are tolerated did before;
   *     else completed, which says nothing yet of its metrics
   */
  public Outcome outcome() {
    if (decided != null) {
      return decided;
    }
    if (behind != null) {
      return behind;
    }
    Outcome first = null;
    int failures = 0;
    for (int r = 0; r < counting; r++) {
      ReplicateSlot slot = slots[r];
      if (slot.isCompleted()) {
        continue;
      }
      if (slot.status() instanceof Outcome.Pruned) {
        return slot.status();
      }
      first = first == null ? slot.status() : first;
      failures++;
      if (failures > policy.tolerated()) {
        return first;
      }
    }
    return Outcome.COMPLETED;
  }

  /**
   * Gathers what counts, with the penalties of replicates that failed: of a completed trial what
   * all replicates recorded that ran to their end, of another what those did before the one that
   * decided. Of a pruned replicate the reports count, too; the notes count of all of these, and of
   * those that failed.
   *
   * @return what was gathered, until the next call
   */
  @SuppressWarnings("ReferenceEquality") // that very outcome, which stands for one replicate
  public Recordings gather() {
    recordings.clear();
    if (policy.hasPenalty()) {
      penalize(counting);
    }
    Outcome outcome = outcome();
    for (int r = 0; r < Math.min(counting, toRun()); r++) {
      ReplicateSlot slot = slots[r];
      recordings.addNotes(slot.recorder());
      if (slot.isCompleted()) {
        recordings.add(slot.recorder());
      } else if (slot.status() == outcome) {
        if (outcome instanceof Outcome.Pruned) {
          recordings.addPruned(slot.recorder());
        }
        return recordings;
      }
    }
    return recordings;
  }

  /** Gives the first replicates their penalties, where they are due. */
  void penalize(int replicates) {
    Penalty penalty = policy.penalty();
    for (int r = 0; penalty != null && r < Math.min(replicates, toRun()); r++) {
      if (slots[r].isFinished()) {
        ReplicateResult result = slots[r].result(number);
        if (penalty.isDueFor(result)) {
          slots[r].restore(penalty.appliedTo(result));
        }
      }
    }
  }

  /** How many of its replicates count: the first ones; all unless it ended at a checkpoint. */
  int counting() {
    return counting;
  }

  /** {@return how long its replicates ran that count, in nanoseconds, added up} */
  public long nanos() {
    long sum = 0;
    for (int r = 0; r < counting; r++) {
      sum += slots[r].nanos();
    }
    return sum;
  }
}
