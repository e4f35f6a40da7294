package dev.beryl.execution;

/**
 * Runs the replicates of a study elsewhere: on a cluster, in other processes. The study's loop, its
 * journal and its bits stay here.
 *
 * <p>A runner gets {@linkplain WorkUnit units} as plain values and answers each with a {@link
 * ReplicateResult}. Where a unit runs, a {@link dev.beryl.StudyWorker} runs it. The rules, with the
 * numbers that contract tests use:
 *
 * <ol>
 *   <li>Each submitted unit MUST be answered once, by {@link RunnerResults#ended} or {@link
 *       RunnerResults#lost}, unless its trial was canceled or the session is closed. The order of
 *       the answers makes no difference. A second answer is ignored, so a unit may run twice.
 *   <li>What the experiment throws is a result, not a failure of the runner, and MUST NOT make it
 *       run the unit again.
 *   <li>Results MUST come back as {@link ReplicateResult#toBytes} has them, bit for bit.
 *   <li>{@link RunnerSession#submit} and {@link RunnerSession#cancel} SHOULD NOT block: other units
 *       wait until they return.
 *   <li>{@link RunnerSession#cancel} and {@link RunnerSession#close} SHOULD interrupt what runs.
 *   <li>Once {@code close} has returned, nothing MUST be answered, and no thread of the session
 *       MUST be running but those that ignore their interrupt.
 *   <li>A runner that cannot go on MUST say so by {@link RunnerResults#failed}, once.
 * </ol>
 *
 * <p>A runner may be used by several studies, also at once.
 */
public interface Runner {

  /**
   * Returns how many replicates run at once. Unless a study with this runner names its {@link
   * dev.beryl.Study#parallelism parallelism}, it has four times as many replicates in flight, so
   * its trials depend on this number.
   *
   * @return at least 1
   */
  int slots();

  /**
   * Starts to run the replicates of a study. Called before the first unit of a run of a study, and
   * once more if trials are run again after it, on a thread that calls the session, too.
   *
   * @param setting the study
   * @param results hears of the results, from any thread
   * @return the session, which the study closes
   * @throws RuntimeException if it cannot start; the study then fails with this cause
   */
  RunnerSession open(RunnerSetting setting, RunnerResults results);
}
