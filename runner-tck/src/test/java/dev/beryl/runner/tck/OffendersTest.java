package dev.beryl.runner.tck;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.StudyFactory;
import dev.beryl.execution.MetricValues;
import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.Runner;
import dev.beryl.execution.RunnerResults;
import dev.beryl.execution.RunnerSession;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.execution.WorkUnit;
import dev.beryl.trial.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runners that break a rule are caught; what is tolerated passes. */
@Timeout(120)
class OffendersTest {

  /** A runner with one fault more than the one that it wraps. */
  private static class Offender implements Runner {
    private final Runner of;

    Offender(Runner of) {
      this.of = of;
    }

    @Override
    public int slots() {
      return of.slots();
    }

    @Override
    public RunnerSession open(RunnerSetting setting, RunnerResults results) {
      RunnerSession session =
          of.open(
              setting,
              new RunnerResults() {
                @Override
                public void ended(ReplicateResult result) {
                  Offender.this.ended(results, result);
                }

                @Override
                public void lost(int trial, int replicate, String why) {
                  results.lost(trial, replicate, why);
                }

                @Override
                public void failed(Throwable cause) {
                  results.failed(cause);
                }

                @Override
                public void warn(String warning) {
                  results.warn(warning);
                }
              });
      return new RunnerSession() {
        @Override
        public void submit(List<WorkUnit> units) {
          Offender.this.submit(session, units);
        }

        @Override
        public void cancel(int trial) {
          Offender.this.cancel(session, trial);
        }

        @Override
        public void close() {
          Offender.this.close(session, results);
        }
      };
    }

    void ended(RunnerResults results, ReplicateResult result) {
      results.ended(result);
    }

    void submit(RunnerSession session, List<WorkUnit> units) {
      session.submit(units);
    }

    void cancel(RunnerSession session, int trial) {
      session.cancel(trial);
    }

    void close(RunnerSession session, RunnerResults results) {
      session.close();
    }
  }

  /** Makes an offender of a runner that has no fault. */
  private interface Fault {
    Runner in(Runner sound);
  }

  private static RunnerContract contract(Fault fault) {
    return contract(Duration.ofSeconds(3), fault);
  }

  private static RunnerContract contract(Duration patience, Fault fault) {
    return new RunnerContract() {
      @Override
      protected Runner runner(Class<? extends StudyFactory> factory, int slots) {
        return fault.in(new ThreadRunner(factory, slots));
      }

      @Override
      protected Duration patience() {
        return patience;
      }
    };
  }

  private static void assertCaught(ThrowingCallable test, String said) {
    assertThatThrownBy(test).isInstanceOf(AssertionError.class).hasMessageContaining(said);
  }

  private static ReplicateResult with(ReplicateResult result, double value) {
    return new ReplicateResult(
        result.trial(),
        result.replicate(),
        result.status(),
        List.of(new MetricValues("loss", value)),
        result.reports(),
        result.notes(),
        result.duration());
  }

  @Test
  void answersTwice_isTolerated() {
    RunnerContract contract =
        contract(sound ->
            new Offender(sound) {
              @Override
              void ended(RunnerResults results, ReplicateResult result) {
                results.ended(result);
                results.ended(result);
              }
            });

    assertThatCode(contract::results_onFourSlots_areThoseOfThreads).doesNotThrowAnyException();
    assertThatCode(contract::raced_asByThreads).doesNotThrowAnyException();
  }

  @Test
  void reorders_isTolerated() {
    RunnerContract contract =
        contract(sound ->
            new Offender(sound) {
              @Override
              void submit(RunnerSession session, List<WorkUnit> units) {
                session.submit(units.reversed());
              }
            });

    assertThatCode(contract::results_onFourSlots_areThoseOfThreads).doesNotThrowAnyException();
    assertThatCode(contract::pruned_byJudgesThatTravel_asByThreads).doesNotThrowAnyException();
  }

  @Test
  void answersTwiceAndDifferently_isCaught() {
    RunnerContract contract =
        contract(sound ->
            new Offender(sound) {
              @Override
              void ended(RunnerResults results, ReplicateResult result) {
                results.ended(result);
                results.ended(with(result, 17));
              }
            });

    assertCaught(
        contract::results_onFourSlots_areThoseOfThreads,
        "rule 1: replicate 0 of trial 0 was answered twice");
  }

  @Test
  void losesAUnit_isCaught() {
    RunnerContract contract =
        contract(sound ->
            new Offender(sound) {
              @Override
              void submit(RunnerSession session, List<WorkUnit> units) {
                session.submit(
                    units.stream().filter(u -> u.trial() != 2 || u.replicate() != 1).toList());
              }
            });

    assertCaught(
        contract::results_onFourSlots_areThoseOfThreads,
        "not answered are [replicate 1 of trial 2]");
  }

  @Test
  void changesABit_isCaught() {
    RunnerContract contract =
        contract(sound ->
            new Offender(sound) {
              @Override
              void ended(RunnerResults results, ReplicateResult result) {
                double value = result.metrics().getLast().get(0);
                results.ended(result.trial() == 7 ? with(result, Math.nextUp(value)) : result);
              }
            });

    assertCaught(contract::results_onOneSlot_areThoseOfThreads, "rule 3: trial 7");
  }

  @Test
  void takesAFailureForItsOwn_isCaught() {
    RunnerContract contract =
        contract(sound ->
            new Offender(sound) {
              @Override
              void ended(RunnerResults results, ReplicateResult result) {
                if (result.status() instanceof Outcome.Failed failed) {
                  results.lost(result.trial(), result.replicate(), failed.message());
                } else {
                  results.ended(result);
                }
              }
            });

    assertCaught(contract::failures_areResults, "rule 3: trial 1");
  }

  @Test
  void blocks_isCaught() {
    var never = new CountDownLatch(1);
    RunnerContract contract =
        contract(sound ->
            new Offender(sound) {
              @Override
              void submit(RunnerSession session, List<WorkUnit> units) {
                try {
                  never.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
            });

    assertCaught(contract::results_onOneSlot_areThoseOfThreads, "rule 1: the study has not ended");
  }

  @Test
  void doesNotCancel_isCaught() {
    RunnerContract contract =
        contract(sound ->
            new Offender(sound) {
              @Override
              void cancel(RunnerSession session, int trial) {}
            });

    assertCaught(
        contract::cancel_interruptsTheTrialsReplicates_whileOthersRun,
        "not answered are [replicate 0 of trial 1");
  }

  @Test
  void answersAfterClose_isCaught() {
    RunnerContract contract =
        contract(sound ->
            new Offender(sound) {
              private RunnerResults closed;

              @Override
              void submit(RunnerSession session, List<WorkUnit> units) {
                if (closed != null) {
                  closed.lost(0, 0, "too late");
                }
                session.submit(units);
              }

              @Override
              void close(RunnerSession session, RunnerResults results) {
                closed = results;
                session.close();
              }
            });

    assertCaught(contract::sessions_oneAfterTheOther, "rule 6: lost(0, 0, too late)");
  }

  @Test
  void neverCloses_isCaught() {
    var never = new CountDownLatch(1);
    RunnerContract contract =
        contract(
            Duration.ofSeconds(20),
            sound ->
                new Offender(sound) {
                  @Override
                  void close(RunnerSession session, RunnerResults results) {
                    try {
                      never.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  }
                });

    assertCaught(contract::results_onOneSlot_areThoseOfThreads, "rule 6: close() waits");
  }
}
