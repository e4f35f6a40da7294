package dev.beryl.execution.local;

import dev.beryl.metric.Recordings;
import dev.beryl.spi.Pruner;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a judged trial of several replicates has come. Its replicates are looked at in their
 * order, whatever the order in which they end: where replicates 0..n-1 have ended and n is a round,
 * the judge is asked. So the trial's end is a function of its replicates' results.
 *
 * <p>Replicate 0 is released first, then those up to the next round. A replicate may be claimed
 * before it is released. If the trial ends without it, it counts nowhere and is canceled.
 *
 * <p>Used again for a later trial. Any thread may call it.
 */
final class Checkpoints {
  private final TrialState state;
  private final Claims claims;
  private final int[] rounds; // below the number of replicates, ascending
  private final Aggregates aggregates;
  private final Recordings recordings;
  private final boolean[] ended;
  private Pruner.@Nullable Judge judge;
  private int passed; // replicates 0..passed-1 have ended, and their rounds are behind
  private int asked; // of the rounds
  private int unreturned; // claimed or open to claims, and not given back
  private volatile boolean over;

  Checkpoints(TrialState state, Claims claims, Rounds rounds) {
    int replicates = state.replicates();
    this.state = state;
    this.claims = claims;
    this.rounds = Arrays.stream(rounds.after()).filter(n -> n < replicates).toArray();
    this.aggregates = rounds.aggregates();
    this.recordings = new Recordings(replicates);
    this.ended = new boolean[replicates];
  }

  /** Starts with a trial of which nothing has ended. */
  synchronized void begin(Pruner.@Nullable Judge trialsJudge) {
    judge = trialsJudge;
    Arrays.fill(ended, false);
    passed = 0;
    asked = 0;
    over = false;
  }

  /**
   * Goes as far as the replicates that ended in an earlier run. The judge is given the reports of
   * replicate 0 again, as it may know from them what it needs at a round.
   */
  synchronized void resume() {
    for (int r = 0; r < ended.length; r++) {
      ended[r] = state.slot(r).isFinished();
    }
    if (ended[0] && rounds.length > 0) {
      hearAgain(state.slot(0).recorder().reports());
    }
    advance();
  }

  private void hearAgain(List<Report> reports) {
    try {
      for (Report report : reports) {
        var _ = judge().prunes(report); // how the replicate ended then is known
      }
    } catch (Throwable _) {
      return; // as then, when the replicate failed by it
    }
  }

  private Pruner.Judge judge() {
    return Objects.requireNonNull(judge, "no judge was set");
  }

  /** Lets threads claim the replicates. */
  synchronized void open(long turn) {
    unreturned = ended.length;
    claims.open(turn, 0, ended.length, ended.length - released());
  }

  /** The replicates before it are released. */
  synchronized int released() {
    if (passed == 0) {
      return 1;
    }
    return asked < rounds.length ? rounds[asked] : ended.length;
  }

  /** Takes a claimed replicate back, which has ended unless its run was canceled. */
  synchronized Ran giveBack(int replicate) {
    unreturned--;
    if (over) {
      return Ran.DONE;
    }
    int before = released();
    if (note(replicate)) {
      return unreturned > 0 ? Ran.CUT : Ran.LAST;
    }
    if (released() == before) {
      return Ran.DONE;
    }
    claims.release(ended.length - released());
    return Ran.RELEASED;
  }

  /** Notes that a replicate ran; returns whether the trial is over. */
  synchronized boolean note(int replicate) {
    ended[replicate] = state.slot(replicate).isFinished();
    advance();
    return over;
  }

  private void advance() {
    while (!over && passed < ended.length && ended[passed]) {
      ReplicateSlot slot = state.slot(passed);
      passed++;
      if (state.isSettledBy(slot)) {
        end(null);
      } else if (asked < rounds.length && rounds[asked] == passed) {
        asked++;
        ask();
      }
    }
    if (!over && passed == ended.length) {
      end(null);
    }
  }

  private void ask() {
    try {
      double[] values = values();
      if (values != null && judge().prunesAfter(passed, values)) {
        end(new Outcome.Pruned(passed - 1, lastStep(), passed));
      }
    } catch (Throwable e) {
      state.judgingFailed(passed, e);
      end(null);
    }
  }

  /** The values of the replicates so far; null if one has none. */
  private double @Nullable [] values() {
    state.penalize(passed);
    recordings.clear();
    for (int r = 0; r < passed; r++) {
      if (!state.slot(r).isCompleted()) {
        return null;
      }
      recordings.add(state.slot(r).recorder());
    }
    return aggregates.of(recordings);
  }

  /** The step of the last report of the last replicate that has one; -1 if none has. */
  private long lastStep() {
    for (int r = passed - 1; r >= 0; r--) {
      List<Report> reports = state.slot(r).recorder().reports();
      if (!reports.isEmpty()) {
        return reports.getLast().step();
      }
    }
    return -1;
  }

  /** Ends the trial with the replicates so far. */
  private void end(@Nullable Outcome pruned) {
    state.endAfter(passed, pruned);
    unreturned -= claims.close();
    for (int r = passed; r < ended.length; r++) {
      if (!ended[r]) {
        state.slot(r).requestCancel();
      }
    }
    over = true; // last: from here on the thread of the loop reads the state
  }

  /** Whether the trial has ended, whatever its other replicates would give. */
  boolean isOver() {
    return over;
  }

  /** Whether no thread has one of the replicates any more. */
  synchronized boolean isFree() {
    return unreturned == 0;
  }
}
