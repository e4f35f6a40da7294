package dev.beryl.execution.local;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Pruner;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trials to run, for tests of who runs them. */
final class Works {
  /** Which replicate is run. */
  record Unit(int trial, int replicate) {}

  private static final Treatment NOTHING = Treatment.of("nothing", Map.of());
  private static final ReplicatePolicy STRICT = new ReplicatePolicy(0, 0, null);

  private Works() {}

  static TrialWork of(int replicates) {
    return of(replicates, STRICT);
  }

  static TrialWork of(int replicates, ReplicatePolicy policy) {
    return new TrialWork(replicates, new ReplicateSeeds(0, replicates, true), policy, null);
  }

  static TrialWork begun(int replicates, int number) {
    return begun(replicates, number, STRICT, null);
  }

  static TrialWork tolerant(int replicates, int tolerated) {
    return begun(replicates, 0, new ReplicatePolicy(0, tolerated, null), null);
  }

  static TrialWork begun(
      int replicates, int number, ReplicatePolicy policy, @Nullable Outcome decided) {
    TrialWork work = of(replicates, policy);
    begin(work, number, decided);
    return work;
  }

  static void begin(TrialWork work, int number) {
    begin(work, number, null);
  }

  private static void begin(TrialWork work, int number, @Nullable Outcome decided) {
    work.begin(number, NOTHING, decided);
  }

  /** A judged trial, which no judge stops. */
  static TrialWork staged(int replicates, int number, int... rounds) {
    return staged(replicates, number, STRICT, rounds);
  }

  static TrialWork staged(int replicates, int number, ReplicatePolicy policy, int... rounds) {
    var work =
        new TrialWork(
            replicates,
            new ReplicateSeeds(0, replicates, true),
            policy,
            null,
            new Rounds(rounds, recordings -> new double[] {recordings.replicates()}));
    begin(work, number);
    work.judgedBy(report -> false);
    return work;
  }

  /** A judge that stops a trial at a round. */
  static Pruner.Judge prunesAfter(int round) {
    return new Pruner.Judge() {
      @Override
      public boolean prunes(Report report) {
        return false;
      }

      @Override
      public boolean prunesAfter(int replicates, double... values) {
        return replicates == round;
      }
    };
  }

  static Outcome failed(int replicate) {
    return new Outcome.Failed(Outcome.Reason.EXCEPTION, replicate, "step", "failed", null);
  }

  /** As if a replicate had run. */
  static void run(TrialWork work, int replicate, @Nullable Outcome trouble) {
    ReplicateSlot slot = work.slot(replicate);
    slot.recorder().record("loss", replicate);
    if (trouble != null) {
      slot.end(trouble);
    }
    slot.finish();
  }
}
