package dev.beryl.execution.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Pruner;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A trial's end is decided in the order of its replicates, whatever the order in which they end.
 */
class CheckpointsTest {
  private final List<Integer> asked = new ArrayList<>();

  private Pruner.Judge judge(int stopsAt) {
    return new Pruner.Judge() {
      @Override
      public boolean prunes(Report report) {
        return false;
      }

      @Override
      public boolean prunesAfter(int replicates, double... values) {
        asked.add(replicates);
        return replicates == stopsAt;
      }
    };
  }

  private TrialWork opened(int replicates, int stopsAt, ReplicatePolicy policy, int... rounds) {
    TrialWork work = Works.staged(replicates, 0, policy, rounds);
    work.judgedBy(judge(stopsAt));
    work.open(0);
    for (int r = 0; r < replicates; r++) {
      assertThat(work.claims().claim(0, true)).isEqualTo(r);
    }
    return work;
  }

  private static final ReplicatePolicy STRICT = new ReplicatePolicy(0, 0, null);

  private static Ran end(TrialWork work, int replicate) {
    work.slot(replicate).recorder().report(new Report(replicate, 10 + replicate, 0.5));
    Works.run(work, replicate, null);
    return work.done(replicate);
  }

  @Test
  void rounds_areAskedInOrderOnceAllBeforeHaveEnded() {
    TrialWork work = opened(10, -1, STRICT, 1, 3, 9, 27);

    for (int r : new int[] {9, 2, 5, 1}) {
      assertThat(end(work, r)).isEqualTo(Ran.DONE);
    }
    assertThat(asked).isEmpty();
    assertThat(end(work, 0)).isEqualTo(Ran.RELEASED);
    assertThat(asked).containsExactly(1, 3);
    for (int r : new int[] {3, 4, 6, 7}) {
      assertThat(end(work, r)).isEqualTo(Ran.DONE);
    }
    assertThat(end(work, 8)).isEqualTo(Ran.LAST);
    assertThat(asked).as("not once all have ended").containsExactly(1, 3, 9);
    assertThat(work.state().outcome()).isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void pruned_countsTheReplicatesOfTheRoundAlone() {
    TrialWork work = opened(5, 3, STRICT, 1, 3);

    end(work, 4);
    Works.run(work, 3, Works.failed(3));
    work.done(3);
    end(work, 2);
    end(work, 1);
    assertThat(end(work, 0)).isEqualTo(Ran.LAST);

    assertThat(work.state().outcome()).isEqualTo(new Outcome.Pruned(2, 12, 3));
    assertThat(work.state().gather().replicates()).isEqualTo(3);
    assertThat(work.state().gather().reports())
        .extracting(Report::replicate)
        .containsExactly(0, 1, 2);
    assertThat(work.isWhole()).isTrue();
  }

  @Test
  void pruned_withoutAReport_isAtTheStepOfTheLastThatReported() {
    TrialWork work = opened(5, 3, STRICT, 3);
    end(work, 0);
    for (int r = 1; r < 3; r++) {
      Works.run(work, r, null);
      work.done(r);
    }
    assertThat(work.state().outcome()).isEqualTo(new Outcome.Pruned(2, 10, 3));

    TrialWork silent = opened(2, 1, STRICT, 1);
    Works.run(silent, 0, null);
    silent.done(0);
    assertThat(silent.state().outcome()).isEqualTo(new Outcome.Pruned(0, -1, 1));
  }

  @Test
  void failure_thatIsTolerated_leavesOutTheRoundsAfterIt() {
    TrialWork work = opened(10, -1, new ReplicatePolicy(0, 1, null), 1, 3, 9);
    end(work, 0);
    Works.run(work, 1, Works.failed(1));
    work.done(1);
    for (int r = 2; r < 10; r++) {
      end(work, r);
    }

    assertThat(asked).containsExactly(1);
    assertThat(work.state().outcome()).isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void failure_thatIsNotTolerated_endsTheTrialWithoutTheOthers() {
    TrialWork work = opened(4, -1, STRICT, 1);
    end(work, 0);

    Works.run(work, 1, Works.failed(1));
    assertThat(work.done(1)).as("2 and 3 run").isEqualTo(Ran.CUT);

    assertThat(work.state().outcome()).isEqualTo(Works.failed(1));
    assertThat(work.slot(2).isCancelRequested()).isTrue();
    assertThat(work.slot(1).isCancelRequested()).isFalse();
  }

  @Test
  void penalty_isTheReplicatesValueAtARound() {
    var penalty = new Penalty(List.of("loss"), List.of(99.0));
    var seen = new ArrayList<String>();
    var work =
        new TrialWork(
            2,
            new ReplicateSeeds(0, 2, true),
            new ReplicatePolicy(0, 0, penalty),
            null,
            new Rounds(
                new int[] {1},
                recordings -> {
                  seen.add(Arrays.toString(recordings.recorder(0).values(0)));
                  return new double[] {99};
                }));
    work.begin(0, Treatment.of("any", Map.of()), null);
    work.judgedBy(judge(1));
    Works.run(work, 0, Works.failed(0));

    assertThat(work.endsWith(0)).isTrue();
    assertThat(seen).containsExactly("[99.0]");
    assertThat(work.state().outcome()).isEqualTo(new Outcome.Pruned(0, -1, 1));
  }

  @Test
  void replicate_whoseRunWasCanceled_endsNothing() {
    TrialWork work = opened(2, -1, STRICT, 1);

    assertThat(work.done(0)).isEqualTo(Ran.DONE);

    assertThat(work.isWhole()).isFalse();
    assertThat(asked).isEmpty();
  }

  @Test
  void resume_asksAgain_andPassesOverWhatIsNotNeeded() {
    TrialWork first = opened(5, 3, STRICT, 1, 3);
    for (int r : new int[] {0, 1, 2, 4}) {
      end(first, r);
    }
    asked.clear();
    TrialWork again = Works.staged(5, 0, STRICT, 1, 3);
    again.judgedBy(judge(3));
    for (int r : new int[] {0, 1, 2, 4}) {
      again.state().restore(first.slot(r).result(0));
    }
    again.resume();

    assertThat(again.isKnown()).isTrue();
    assertThat(asked).containsExactly(1, 3);
    assertThat(again.state().outcome()).isEqualTo(first.state().outcome());
    assertThat(again.state().gather().replicates()).isEqualTo(3);
    assertThat(again.isFree()).isTrue();
  }

  @Test
  void resume_withAllReplicates_isStillJudged() {
    TrialWork work = Works.staged(3, 0, STRICT, 1);
    work.judgedBy(judge(1));
    TrialWork full = opened(3, -1, STRICT, 1);
    asked.clear();
    for (int r = 0; r < 3; r++) {
      end(full, r);
      work.state().restore(full.slot(r).result(0));
    }
    work.resume();

    assertThat(work.state().outcome()).isEqualTo(new Outcome.Pruned(0, 10, 1));
  }

  @Test
  void resume_givesTheJudgeTheReportsOfTheScoutAgain() {
    var heard = new ArrayList<Long>();
    TrialWork first = opened(2, -1, STRICT, 1);
    end(first, 0);
    TrialWork again = Works.staged(2, 0, STRICT, 1);
    again.judgedBy(report -> heard.add(report.step()));
    again.state().restore(first.slot(0).result(0));
    again.resume();

    assertThat(heard).containsExactly(10L);
    assertThat(again.isKnown()).isFalse();
  }

  @Test
  void judge_throwsAtARound_leavesTheTrialWithoutAnOutcome() {
    TrialWork work = Works.staged(2, 0, STRICT, 1);
    var thrown = new IllegalStateException("undecided");
    work.judgedBy(
        new Pruner.Judge() {
          @Override
          public boolean prunes(Report report) {
            return false;
          }

          @Override
          public boolean prunesAfter(int replicates, double... values) {
            throw thrown;
          }
        });
    Works.run(work, 0, null);

    assertThat(work.endsWith(0)).isTrue();
    assertThat(work.state().unjudged()).isEqualTo(new TrialState.Unjudged(1, thrown));
    Works.begin(work, 1);
    assertThat(work.state().unjudged()).isNull();
  }
}
