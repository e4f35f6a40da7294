package dev.beryl.execution;

import java.util.List;

/**
 * The units of one run of a study. All methods are called on one thread, that of {@link
 * Runner#open}, which does nothing else for the study.
 */
public interface RunnerSession extends AutoCloseable {

  /**
   * Has units run, as soon as there is room. Should not wait for them: others are submitted and
   * canceled only once it returns.
   *
   * @param units of one trial, at least one; others of this trial may follow once their results are
   *     in
   * @throws RuntimeException if they cannot be run; the study then fails with this cause
   */
  void submit(List<WorkUnit> units);

  /**
   * Ends what is submitted of a trial and not answered, interrupting what runs, as far as that is
   * possible. Should not wait for it. Results that still come are ignored. Unless the study has
   * racing, nothing of this trial is submitted after it.
   *
   * @param trial the trial's number
   */
  void cancel(int trial);

  /**
   * Cancels all that is not answered, and waits for it as long as the {@linkplain
   * RunnerSetting#grace grace time} of the study. Nothing is answered after it has returned.
   * Idempotent.
   */
  @Override
  void close();
}
