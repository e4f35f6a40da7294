package dev.beryl.runner.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.beryl.RunningStudy;
import dev.beryl.Study;
import dev.beryl.StudyFactory;
import dev.beryl.execution.Runner;
import dev.beryl.journal.Durability;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of the rules of {@link Runner}. Extend this class, return a runner, and run it with JUnit.
 *
 * {@snippet :
 * class ClusterRunnerTest extends RunnerContract {
 *   @Override
 *   protected Runner runner(Class<? extends StudyFactory> factory, int slots) {
 *     return new ClusterRunner(factory, slots);
 *   }
 * }
 * }
 *
 * <p>Each test runs a study by the runner and the same study by threads, and compares them bit for
 * bit. What replicates see of interrupts they write to files, so processes that run replicates must
 * have the folder for temporary files in common with the test; else let {@link #interrupts} return
 * false.
 */
public abstract class RunnerContract {
  private static final int IN_FLIGHT = 6;

  private final List<AutoCloseable> runners = new ArrayList<>();

  /** Called by subclasses. */
  protected RunnerContract() {}

  /**
   * Makes a runner.
   *
   * @param factory a public class with a public constructor without parameters, of this module; a
   *     process that runs replicates has it on its path
   * @param slots how many replicates are to run at once, 1 to 4; {@link Runner#slots} returns it
   * @return the runner; if it is {@link AutoCloseable}, it is closed after the test
   */
  protected abstract Runner runner(Class<? extends StudyFactory> factory, int slots);

  /**
   * Returns how long a study of a test may take. If one takes longer, the test fails and says which
   * units were not answered.
   *
   * @return a minute unless overridden
   */
  protected Duration patience() {
    return Duration.ofMinutes(1);
  }

  /**
   * Returns whether the runner interrupts replicates that are canceled, which it should, and the
   * test can see it.
   *
   * @return true unless overridden
   */
  protected boolean interrupts() {
    return true;
  }

  /**
   * Closes the runners of a test.
   *
   * @throws Exception if one cannot be closed
   */
  @AfterEach
  final void closeRunners() throws Exception {
    for (AutoCloseable runner : runners) {
      runner.close();
    }
  }

  private WatchedRunner watched(ContractStudy of, int slots) {
    Runner runner = runner(of.getClass(), slots);
    if (runner instanceof AutoCloseable closeable) {
      runners.add(closeable);
    }
    assertEquals(slots, runner.slots(), "Runner.slots()");
    return new WatchedRunner(runner);
  }

  /** Runs a study, which is to end by itself. */
  private StudyResult optimize(ContractStudy of, Study study, WatchedRunner runner) {
    RunningStudy running = of.experiment().optimizeAsync(study.runner(runner));
    try {
      return running.get(patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      List<String> unanswered = runner.unanswered();
      running.stop();
      return fail(
          "rule 1: the study has not ended after %s; not answered are %s"
              .formatted(patience(), unanswered));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StudyFailedException failed
          ? failed
          : new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail("the test was interrupted");
    }
  }

  private static void requireKept(WatchedRunner runner) {
    assertEquals(List.of(), runner.broken(), "what the runner did against its rules");
  }

  private static void requireClosed(StudyResult result) {
    assertEquals(
        List.of(),
        result.warnings().stream().filter(text -> text.contains("was not closed")).toList(),
        "rule 6: close() waits for the grace time at most");
  }

  /** The same trials as by threads, bit for bit, and all units answered; returns the result. */
  private StudyResult requireSameBits(ContractStudy of, int slots) {
    WatchedRunner runner = watched(of, slots);
    StudyResult remote = requireSameBits(of, of.study(), runner);
    assertEquals(List.of(), runner.unanswered(), "rule 1: units that were not answered");
    return remote;
  }

  private StudyResult requireSameBits(ContractStudy of, Study with, WatchedRunner runner) {
    Study study = with.parallelism(IN_FLIGHT);
    StudyResult local = of.experiment().optimize(study.threads(2));
    StudyResult remote = optimize(of, study, runner);
    requireKept(runner);
    requireClosed(remote);
    for (int i = 0; i < Math.min(local.trials().size(), remote.trials().size()); i++) {
      assertEquals(text(local.trial(i)), text(remote.trial(i)), "rule 3: trial " + i);
    }
    assertEquals(local.digest(), remote.digest(), "rule 3: the digest of the study");
    return remote;
  }

  private static String text(Trial trial) {
    return "%s %s %s %s %s"
        .formatted(
            trial.treatment(),
            trial.outcome(),
            trial.metrics().stream().map(metric -> trial.samples(metric).toString()).toList(),
            trial.reports(),
            trial.notes());
  }

  /** Rules 1 and 3: each unit is answered, in any order, and the trials are those of threads. */
  @Test
  public final void results_onOneSlot_areThoseOfThreads() {
    var _ = requireSameBits(new ContractStudy.Plain(), 1);
  }

  /** Rules 1 and 3, with several replicates at once. */
  @Test
  public final void results_onFourSlots_areThoseOfThreads() {
    var _ = requireSameBits(new ContractStudy.Plain(), 4);
  }

  /** Rule 2: what the experiment throws is a result, after the study's retries and no others. */
  @Test
  public final void failures_areResults() {
    StudyResult result = requireSameBits(new ContractStudy.Failing(), 2);

    var failed = (Outcome.Failed) result.trial(1).outcome();
    assertTrue(failed.message().contains("replicate 1 broke"), failed.message());
    assertTrue(result.trial(3).isCompleted(), "trial 3 was completed when it was run again");
  }

  /** Judges of replicates travel as data. */
  @Test
  public final void pruned_byJudgesThatTravel_asByThreads() {
    StudyResult result = requireSameBits(new ContractStudy.Pruned(), 3);

    requirePruned(result);
    assertEquals(
        List.of(),
        result.warnings().stream().filter(text -> text.contains("judges")).toList(),
        "warnings of judges");
  }

  /** Judges of replicates that do not travel are asked after the end. */
  @Test
  public final void pruned_byJudgesThatDoNotTravel_asByThreads() {
    requirePruned(requireSameBits(new ContractStudy.PrunedLate(), 3));
  }

  private static void requirePruned(StudyResult result) {
    assertTrue(
        result.trials().stream().anyMatch(trial -> trial.outcome() instanceof Outcome.Pruned),
        "no trial was pruned");
  }

  /** With racing the unit is a replicate, of any trial. */
  @Test
  public final void raced_asByThreads() {
    StudyResult result = requireSameBits(new ContractStudy.Raced(), 4);

    assertTrue(result.verdict().isPresent(), "the study has no verdict");
  }

  /** With racing slots that wait run ahead; the session is closed with what is not needed. */
  @Test
  public final void racedWithUnitsAhead_asByThreads() {
    var of = new ContractStudy.Raced();

    StudyResult result = requireSameBits(of, of.ahead(), watched(of, 4));

    assertTrue(result.verdict().isPresent(), "the study has no verdict");
  }

  /** A limit of time holds where the replicate runs. */
  @Test
  public final void timedOut_whereItRuns() {
    var of = new ContractStudy.Slow();
    WatchedRunner runner = watched(of, 2);

    StudyResult result = optimize(of, of.study(), runner);

    requireKept(runner);
    assertTrue(
        result.trial(1).outcome() instanceof Outcome.TimedOut,
        result.trial(1).outcome().toString());
    assertTrue(result.trial(0).isCompleted() && result.trial(2).isCompleted(), "the others");
  }

  /** Told as they end, all trials are told, each once. */
  @Test
  public final void toldAsTheyEnd_allAreToldOnce() {
    var of = new ContractStudy.Plain();
    WatchedRunner runner = watched(of, 4);

    StudyResult result = optimize(of, of.study().tellAsCompleted().parallelism(IN_FLIGHT), runner);

    requireKept(runner);
    var numbers = new HashSet<Integer>();
    result.trials().forEach(trial -> numbers.add(trial.number()));
    assertEquals(40, numbers.size(), "different trials");
    assertEquals(40, result.trials().size(), "trials");
  }

  /**
   * Rules 5 and 6: a study that ends interrupts what runs, and is answered nothing more.
   *
   * @throws IOException if the files of the test cannot be read
   */
  @Test
  public final void close_interruptsWhatRuns_andAnswersNothingMore() throws IOException {
    Assumptions.assumeTrue(interrupts(), "the runner does not interrupt");
    var of = new ContractStudy.Endless();
    int run = newRun();
    WatchedRunner runner = watched(of, 2);
    try {
      StudyFailedException failed =
          assertThrows(
              StudyFailedException.class,
              () -> optimize(of, given(of, run), runner),
              "trial 1 failed, which ends the study");

      assertTrue(
          Files.exists(ContractStudy.file(run, ContractStudy.INTERRUPTED)),
          "rule 5: the replicate that ran was not interrupted when the session was closed");
      requireKept(runner);
      requireClosed(failed.result());
    } finally {
      deleteFiles(run);
    }
  }

  /**
   * Rule 5: a trial that is canceled is interrupted while the study goes on.
   *
   * @throws IOException if the files of the test cannot be read
   */
  @Test
  public final void cancel_interruptsTheTrialsReplicates_whileOthersRun() throws IOException {
    Assumptions.assumeTrue(interrupts(), "the runner does not interrupt");
    var of = new ContractStudy.Cut();
    int run = newRun();
    WatchedRunner runner = watched(of, 2);
    try {
      StudyResult result = optimize(of, given(of, run), runner);

      assertTrue(result.trial(0).outcome() instanceof Outcome.Failed, "trial 0 failed");
      assertTrue(result.trial(1).isCompleted(), "trial 1 saw that replicate 1 was interrupted");
      requireKept(runner);
    } finally {
      deleteFiles(run);
    }
  }

  /** Both trials of a study, with the number of a run. */
  private static Study given(ContractStudy of, int run) {
    var treatments = new ArrayList<Treatment>();
    for (int i = 0; i < 2; i++) {
      treatments.add(Treatment.of("run " + i, Map.of("x", (double) i, "run", (long) run)));
    }
    return of.study().startWith(treatments).parallelism(2);
  }

  private static int newRun() {
    return (int) (System.nanoTime() & Integer.MAX_VALUE);
  }

  private static void deleteFiles(int run) throws IOException {
    Files.deleteIfExists(ContractStudy.file(run, ContractStudy.STARTED));
    Files.deleteIfExists(ContractStudy.file(run, ContractStudy.INTERRUPTED));
  }

  /** Rule 7: a process with another study is an error that says what differs. */
  @Test
  public final void processWithAnotherStudy_isAnErrorThatSaysWhatDiffers() {
    StudyFailedException failed = requireFailed(new ContractStudy.Other());

    requireSaid(failed, "seed 7");
    requireSaid(failed, "seed 8");
  }

  /** Rule 7: a process that cannot make the study ends it with the cause. */
  @Test
  public final void processThatCannotMakeTheStudy_endsItWithTheCause() {
    requireSaid(requireFailed(new ContractStudy.Broken()), "the data is not on this machine");
  }

  private StudyFailedException requireFailed(ContractStudy of) {
    WatchedRunner runner = watched(of, 1);
    try {
      StudyResult result = optimize(of, of.study(), runner);
      return fail("rule 7: the study ended as " + result.endingText());
    } catch (StudyFailedException failed) {
      assertEquals(Ending.FAILED, failed.result().ending());
      assertEquals(List.of(), failed.result().trials(), "trials that were told");
      requireKept(runner);
      return failed;
    }
  }

  private static void requireSaid(StudyFailedException failed, String text) {
    var said = new StringBuilder();
    for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
      said.append(cause).append('\n');
    }
    assertTrue(said.indexOf(text) >= 0, "expected '%s' in: %s".formatted(text, said));
  }

  /**
   * A journal continues a study that ended early; what had ended is not run again.
   *
   * @param folder for the journal
   */
  @Test
  public final void journal_continuesAStudyThatEndedEarly(@TempDir Path folder) {
    var of = new ContractStudy.Plain();
    Study study = of.study().parallelism(IN_FLIGHT);
    StudyResult whole = of.experiment().optimize(study.threads(2));
    Study kept = study.journal(folder.resolve("study.journal"), Durability.none());
    WatchedRunner first = watched(of, 2);
    StudyResult early = optimize(of, kept.stopWhen(progress -> progress.trials() == 10), first);
    WatchedRunner second = watched(of, 2);

    StudyResult resumed = optimize(of, kept, second);

    assertEquals(10, early.trials().size());
    assertEquals(whole.digest(), resumed.digest(), "rule 3: the digest of the study");
    assertTrue(
        second.submitted() <= (40 - 10) * 3,
        "%s units were run again".formatted(second.submitted()));
    requireKept(second);
  }

  /** Rule 6: a session that is closed answers nothing while another one of its runner does. */
  @Test
  public final void sessions_oneAfterTheOther() {
    var of = new ContractStudy.Plain();
    Study study = of.study().parallelism(IN_FLIGHT);
    WatchedRunner runner = watched(of, 4);

    String early = optimize(of, study.stopWhen(now -> now.trials() == 5), runner).digest();

    assertEquals(early, optimize(of, study.stopWhen(now -> now.trials() == 5), runner).digest());
    requireKept(runner);
  }

  /**
   * A runner may be used by several studies, also at once.
   *
   * @throws Exception if a study does
   */
  @Test
  public final void severalStudiesAtOnce_onOneRunner() throws Exception {
    var of = new ContractStudy.Plain();
    Runner runner = runner(of.getClass(), 3);
    if (runner instanceof AutoCloseable closeable) {
      runners.add(closeable);
    }
    Study study = of.study().parallelism(IN_FLIGHT);
    String local = of.experiment().optimize(study.threads(2)).digest();

    RunningStudy one = of.experiment().optimizeAsync(study.runner(new WatchedRunner(runner)));
    RunningStudy other = of.experiment().optimizeAsync(study.runner(new WatchedRunner(runner)));

    for (RunningStudy running : List.of(one, other)) {
      assertEquals(local, running.get(patience().toNanos(), TimeUnit.NANOSECONDS).digest());
    }
  }
}
