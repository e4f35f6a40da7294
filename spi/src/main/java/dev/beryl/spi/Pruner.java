package dev.beryl.spi;

import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;

/**
 * Stops a trial early when its reports show that it is not worth continuing.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="pruner"}
 *
 * <p>The rules, with the numbers that contract tests use:
 *
 * <ol>
 *   <li>{@code begin} and {@code tell} are called from one thread at a time. {@code begin} is
 *       called for each replicate of a trial when the trial is proposed; {@code tell} is called
 *       once for each trial, with its reports, whatever its outcome.
 *   <li>A judge is called by one thread at a time, which may differ from the thread of {@code
 *       tell}. Other judges and {@code tell} may be called at the same time.
 *   <li>A judge MUST decide by the reports that it was given and the trials that were told before
 *       its {@code begin}. Trials told later MUST make no difference, so that the same study gives
 *       the same bits on any number of threads.
 *   <li>A report's values are those of the objectives' metrics; {@code objective.loss(value)} is to
 *       be minimized.
 *   <li>Randomness MUST come from {@link PrunerSetting#random} alone; no clock, state shared
 *       between instances or hash order may influence a decision.
 *   <li>{@code tell} MUST accept every outcome, with any reports or none; a judge MUST accept
 *       reports of NaN and infinite values, at steps that repeat or decrease.
 *   <li>Pruners and judges MUST NOT start threads and MUST NOT block.
 *   <li>The provider's name MUST be lower case with dashes, its options MUST have distinct names
 *       and accept their own defaults, also as text. A value that an option does not accept MUST be
 *       refused with an {@link IllegalArgumentException}. The provider MUST be found by {@link
 *       java.util.ServiceLoader}.
 *   <li>The cost of a judgment SHOULD grow no faster than linearly with the number of trials told,
 *       and memory no faster than the trials themselves.
 * </ol>
 *
 * <p>A plug-in tests itself against these rules with the contract tests of module {@code
 * dev.beryl.tck}.
 */
public interface Pruner {

  /**
   * Creates the judge of a replicate that is about to start.
   *
   * @param trial the trial's number
   * @param replicate the replicate, from 0
   * @return the judge of this replicate
   */
  Judge begin(int trial, int replicate);

  /**
   * Learns the result of a trial.
   *
   * @param trial the trial, with its reports; may be kept
   */
  void tell(Trial trial);

  /** Judges one replicate. */
  @FunctionalInterface
  interface Judge {

    /**
     * Decides whether to stop the replicate now.
     *
     * @param report the replicate's latest report; reports of a replicate come in their order
     * @return true to stop the replicate, and end its trial as pruned
     */
    boolean prunes(Report report);
  }
}
