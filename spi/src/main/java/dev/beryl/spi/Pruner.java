package dev.beryl.spi;

import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;

/**
 * Stops replicates whose reports say that their trial is not worth going on with.
 *
 * <p>Rules, with the numbers by which contract tests know them:
 *
 * <ol>
 *   <li>{@code begin} and {@code tell} are called from one thread at a time. {@code begin} is
 *       called for each replicate of a trial when the trial is asked for; {@code tell} once for
 *       each trial, with its reports, whatever its outcome.
 *   <li>A judge is used by one thread at a time, not that of {@code tell}, while other judges and
 *       {@code tell} are being called.
 *   <li>A judge MUST decide by the reports it was given and by the trials that were told before its
 *       {@code begin}; what is told later MUST make no difference, so that the same study gives the
 *       same bits on any number of threads.
 *   <li>Values are those of the objectives' metrics; {@code objective.loss(value)} is to be
 *       minimised.
 *   <li>Randomness MUST come from {@link PrunerSetting#random} alone; no clock, no state shared
 *       between instances.
 * </ol>
 */
public interface Pruner {

  /**
   * A replicate is about to begin.
   *
   * @param trial the trial's number
   * @param replicate the replicate, from 0
   * @return who judges it
   */
  Judge begin(int trial, int replicate);

  /**
   * Learns how a trial went.
   *
   * @param trial with its reports; may be kept
   */
  void tell(Trial trial);

  /** Judges one replicate. */
  @FunctionalInterface
  interface Judge {

    /**
     * Whether to stop now.
     *
     * @param report what the replicate reports; the reports of a replicate come in their order
     * @return whether the replicate, and with it the trial, ends as pruned
     */
    boolean prunes(Report report);
  }
}
