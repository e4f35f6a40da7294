package dev.beryl.spi;

import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;

/**
 * Stops replicates whose reports say that their trial is not worth going on with.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="pruner"}
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
 *       minimized.
 *   <li>Randomness MUST come from {@link PrunerSetting#random} alone; no clock, no state shared
 *       between instances, no hash order may have a part in a decision.
 *   <li>{@code tell} MUST accept every outcome, with any reports or none; a judge MUST accept
 *       reports of NaN and infinite values, at steps that come again or go back.
 *   <li>Pruners and judges MUST NOT start threads and MUST NOT block.
 *   <li>The provider's name MUST be lower case with dashes, its options MUST have distinct names
 *       and accept their own defaults, also as text; what they do not accept MUST be refused with
 *       an {@link IllegalArgumentException}. It MUST be found by {@link java.util.ServiceLoader}.
 *   <li>The cost of a judgment SHOULD grow no faster than linearly with the number of trials told,
 *       and memory no faster than the trials themselves.
 * </ol>
 *
 * <p>Plug-ins test themselves against these rules with the contract of module {@code
 * dev.beryl.tck}.
 */
public interface Pruner {

  /**
   * A replicate is about to start.
   *
   * @param trial the trial's number
   * @param replicate the replicate, from 0
   * @return the judge of this replicate
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
