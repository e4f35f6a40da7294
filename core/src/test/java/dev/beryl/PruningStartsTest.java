package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.JournalTrials;
import dev.beryl.spi.Pruner;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicates that start before their trial comes to them count nowhere if it never does. */
@Timeout(60)
class PruningStartsTest {
  private static final int REPLICATES = 4;

  @TempDir Path folder;

  /** Stops the scout of an even trial at its first report, and all others after 1 replicate. */
  private static final class Stops implements Pruner {
    private final ConcurrentLinkedQueue<Trial> told = new ConcurrentLinkedQueue<>();

    @Override
    public int[] rounds() {
      return new int[] {1};
    }

    @Override
    public Judge begin(int trial) {
      return new Judge() {
        @Override
        public boolean prunes(Report report) {
          return trial % 2 == 0;
        }

        @Override
        public boolean prunesAfter(int replicates, double... values) {
          return true;
        }
      };
    }

    @Override
    public void tell(Trial trial) {
      told.add(trial);
    }
  }

  private static Study study(Pruner pruner, double... xs) {
    return studyOf(pruner, xs).threads(REPLICATES);
  }

  private static Study studyOf(Pruner pruner, double... xs) {
    return OneParameter.study(xs).pruner(TestPruners.of(setting -> pruner)).replicates(REPLICATES);
  }

  private static void assertPruned(StudyResult result) {
    assertThat(result.trials())
        .isNotEmpty()
        .allSatisfy(trial -> {
          boolean scout = trial.number() % 2 == 0;
          assertThat(trial.outcome())
              .isEqualTo(scout ? new Outcome.Pruned(0, 0) : new Outcome.Pruned(0, 0, 1));
          assertThat(trial.reports()).containsExactly(new Report(0, 0, 0));
          assertThat(trial.replicates()).isEqualTo(scout ? 0 : 1);
          assertThat(trial.notes().keySet()).containsExactly("replicate 0");
        });
  }

  /** The scout reports once all others run; these report for ever. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void early_isCanceledAtItsNextReport_andLeavesNoTrace(boolean withLimits) {
    var ends = new ConcurrentLinkedQueue<Throwable>();
    List<CountDownLatch> started = List.of(new CountDownLatch(3), new CountDownLatch(3));
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.note("replicate " + ctx.replicate(), "ran");
              if (ctx.replicate() == 0) {
                started.get(ctx.trial()).await();
                ctx.report(0, 0);
                return 1;
              }
              started.get(ctx.trial()).countDown();
              try {
                for (int step = 0; ; step++) {
                  ctx.report(step, ctx.replicate());
                  LockSupport.parkNanos(
                      1); // yielding can starve virtual threads that are not started
                }
              } catch (Throwable e) {
                ends.add(e);
                throw e;
              }
            });
    var pruner = new Stops();
    var heard = new ConcurrentLinkedQueue<Trial>();
    Study study =
        study(pruner, 1, 2).failFast().retries(2).listener(RecordingListener.toTrials(heard::add));

    StudyResult result =
        experiment.optimize(withLimits ? study.replicateTimeout(Duration.ofMinutes(5)) : study);

    assertPruned(result);
    assertThat(ends).hasSize(6).allMatch(CancellationException.class::isInstance);
    assertThat(heard).hasSize(2);
    assertThat(pruner.told).extracting(Trial::outcome).doesNotContain(Outcome.COMPLETED);
    assertThat(result.abandonedThreads()).isZero();
  }

  /** It is interrupted where it waits. */
  @Test
  void early_isInterrupted() {
    var interrupted = new CountDownLatch(3);
    var started = new CountDownLatch(3);
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.replicate() == 0) {
                started.await();
                ctx.report(0, 0);
                return 1;
              }
              started.countDown();
              try {
                new CountDownLatch(1).await();
                return 1;
              } finally {
                interrupted.countDown();
              }
            });

    StudyResult result = experiment.optimize(study(new Stops(), 1));

    assertThat(result.trials())
        .extracting(Trial::outcome)
        .containsExactly(new Outcome.Pruned(0, 0));
    assertThat(interrupted.getCount()).isZero();
  }

  /** Each is released only by the end of the next trial. */
  @Test
  void tell_doesNotWaitForEarlyOnesThatIgnoreIt() {
    List<CountDownLatch> told =
        List.of(new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1));
    Set<Integer> late = ConcurrentHashMap.newKeySet();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.note("replicate " + ctx.replicate(), "ran");
              if (ctx.replicate() == 0) {
                ctx.report(0, 0);
                return 1;
              }
              boolean wasInterrupted = false;
              while (true) {
                try {
                  told.get(ctx.trial()).await();
                  break;
                } catch (InterruptedException ignored) {
                  wasInterrupted = true;
                }
              }
              if (wasInterrupted) {
                late.add(ctx.trial());
              }
              ctx.record("late", 1);
              return 7;
            });

    StudyResult result =
        experiment.optimize(
            study(new Stops(), 1, 2, 3)
                .listener(
                    RecordingListener.toTrials(trial -> told.get(trial.number()).countDown())));

    assertPruned(result);
    assertThat(result.trials()).hasSize(3).allMatch(trial -> !trial.metrics().contains("late"));
  }

  /**
   * One thread runs the scout, which waits until the other is at replicate 3: so 1 and 2 have been
   * journaled.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void early_thatHasEnded_isJournaledAndPassedOver(boolean fails) {
    Path journal = folder.resolve("study.journal");
    List<CountDownLatch> last = List.of(new CountDownLatch(1), new CountDownLatch(1));
    Experiment<Double> experiment = endingFirst(last, fails);
    Supplier<Study> study = () -> studyOf(new Stops(), 1, 2).threads(2).failFast();

    StudyResult result = experiment.optimize(study.get().journal(journal, Durability.none()));

    assertPruned(result);
    assertThat(Journals.records(journal, JournalRecord.ReplicateEnded.class))
        .hasSizeGreaterThanOrEqualTo(6);
    assertThat(JournalTrials.read(journal).result().digest()).isEqualTo(result.digest());
    assertPruned(JournalTrials.read(journal).result());
    var ran = new AtomicBoolean();
    Experiment<Double> again =
        Experiment.measuring(
            "loss",
            ctx -> {
              ran.set(true);
              return 1;
            });
    StudyResult replayed = again.optimize(study.get().journal(journal));
    assertPruned(replayed);
    assertThat(replayed.digest()).isEqualTo(result.digest());
    assertThat(ran).isFalse();
    Experiment<Double> whenNeeded = endingFirst(List.of(), fails);
    assertThat(whenNeeded.optimize(study.get().startReplicatesWhenNeeded()).digest())
        .isEqualTo(result.digest());
  }

  private static Experiment<Double> endingFirst(List<CountDownLatch> last, boolean fails) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          ctx.note("replicate " + ctx.replicate(), "ran");
          if (ctx.replicate() == 0) {
            if (!last.isEmpty()) {
              last.get(ctx.trial()).await();
            }
            ctx.report(0, 0);
            return 1;
          }
          ctx.report(0, 5);
          if (ctx.replicate() == 3) {
            last.get(ctx.trial()).countDown();
            if (fails) {
              throw new IllegalStateException("early");
            }
          }
          return 3;
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whenNeeded_startsNoReplicateThatItsTrialDoesNotComeTo(boolean eager) {
    Set<String> started = ConcurrentHashMap.newKeySet();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              started.add(ctx.trial() + "/" + ctx.replicate());
              ctx.note("replicate " + ctx.replicate(), "ran");
              ctx.report(0, 0);
              return 1;
            });
    Study study = study(new Stops(), 1, 2, 3, 4, 5, 6).parallelism(3).startReplicatesWhenNeeded();

    assertPruned(experiment.optimize(eager ? study.tellAsCompleted() : study));

    assertThat(started).containsExactlyInAnyOrder("0/0", "1/0", "2/0", "3/0", "4/0", "5/0");
  }

  /** A trial that has unreleased replicates keeps its place while others pass it by. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eager_slowScout_isOvertakenAndEnds(boolean early) {
    var overtaken = new CountDownLatch(4);
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.trial() == 0 && ctx.replicate() == 0) {
                overtaken.await();
              }
              return ctx.get(OneParameter.X);
            });
    Study study =
        OneParameter.study(1, 2, 3, 4, 5, 6)
            .pruner(TestPruners.inRounds())
            .replicates(3)
            .parallelism(2)
            .threads(6)
            .tellAsCompleted()
            .listener(RecordingListener.toTrials(trial -> overtaken.countDown()));

    StudyResult result = experiment.optimize(early ? study : study.startReplicatesWhenNeeded());

    assertThat(result.trials()).hasSize(6).allMatch(Trial::isCompleted);
    assertThat(result.trials().stream().map(Trial::number).toList().indexOf(0))
        .isGreaterThanOrEqualTo(4);
  }
}
