package dev.beryl.spi;

import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.Optional;

/**
 * Ends a trial early when its reports, or the values of its first replicates, show that it is not
 * worth continuing.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="pruner"}
 *
 * <p>A trial may end as pruned at two kinds of checkpoint. Replicate 0 runs first, as a scout, and
 * its reports are judged as they come. After some numbers of replicates, the {@linkplain #rounds
 * rounds}, the aggregate of their values is judged. Other replicates are never judged by their
 * reports.
 *
 * <p>The rules, with the numbers that contract tests use:
 *
 * <ol>
 *   <li>{@code begin} and {@code tell} are called from one thread at a time. {@code begin} is
 *       called once for each trial that is to run, when it is proposed; {@code tell} is called once
 *       for each trial, with its reports, whatever its outcome, in any order.
 *   <li>A judge is called by one thread at a time, which may differ from call to call and from the
 *       thread of {@code tell}. Other judges and {@code tell} may be called at the same time.
 *   <li>A judge MUST decide by the reports and values that it was given and the trials that were
 *       told before its {@code begin}. Trials told later MUST make no difference, so that the same
 *       study gives the same bits on any number of threads. Where a study continues after a crash,
 *       a judge is given the reports of a replicate 0 that had ended again, and then the values.
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
 *   <li>{@code rounds} MUST return numbers of at least 1, strictly ascending, whenever it is called
 *       and whatever was told.
 *   <li>A judge MAY {@linkplain Judge#write write} itself, so that a replicate is judged in the
 *       process that runs it. What {@link #read} makes of the bytes MUST decide on reports as the
 *       judge does that wrote them, and MUST NOT depend on what its pruner was told: that process
 *       knows no trials. Bytes that no judge of this pruner wrote MUST be refused with an {@link
 *       IllegalArgumentException}. The size of what is written SHOULD NOT grow with the number of
 *       trials told.
 * </ol>
 *
 * <p>A plug-in tests itself against these rules with the contract tests of module {@code
 * dev.beryl.tck}.
 */
public interface Pruner {

  /**
   * Creates the judge of a trial that is about to start. What the judge compares with is fixed now.
   *
   * @param trial the trial's number
   * @return the judge of this trial
   */
  Judge begin(int trial);

  /**
   * Learns the result of a trial.
   *
   * @param trial the trial, with its reports; may be kept
   */
  void tell(Trial trial);

  /**
   * Returns after how many replicates {@link Judge#prunesAfter} is asked. Called once, before the
   * first trial.
   *
   * @return numbers of replicates, at least 1 and strictly ascending; none unless overridden.
   *     Numbers that are not below the study's number of replicates have no effect
   */
  default int[] rounds() {
    return new int[0];
  }

  /**
   * Looks back at the best trials: would their own reports have stopped them, had they come last?
   * If so, early values mislead, and trials as good may have been stopped. Called once after 30
   * trials and once at the end, by the thread of {@code tell}; its answer becomes a warning of the
   * result.
   *
   * @return one sentence that says what was found and what to change; empty if all is well, and
   *     unless overridden
   */
  default Optional<String> lookBack() {
    return Optional.empty();
  }

  /**
   * Reads a judge that was written in another process, by a pruner with the same setting. Several
   * threads may call it at once.
   *
   * @param judge what {@link Judge#write()} returned there
   * @return a judge of the same trial, which decides on its reports; rounds are judged by the one
   *     that wrote it
   * @throws IllegalArgumentException if the bytes are not a judge of this pruner; the message says
   *     what is wrong; always, unless overridden
   */
  default Judge read(byte[] judge) {
    throw new IllegalArgumentException(
        "the pruner reads no judges, as it does not override read; got one of %s bytes"
            .formatted(judge.length));
  }

  /** Judges one trial. */
  @FunctionalInterface
  interface Judge {

    /**
     * Decides whether to stop replicate 0 now, and with it the trial.
     *
     * @param report the replicate's latest report; reports come in their order
     * @return true to end the trial as pruned
     */
    boolean prunes(Report report);

    /**
     * Decides, at a round, whether the trial ends without its other replicates. Not asked where one
     * of the first replicates has no value.
     *
     * @param replicates how many replicates have ended, from replicate 0 on
     * @param values the objectives' aggregates over these replicates, in the metrics' own
     *     direction, finite; may be kept
     * @return true to end the trial as pruned; false unless overridden
     */
    default boolean prunesAfter(int replicates, double... values) {
      return false;
    }

    /**
     * Writes this judge, so that {@link Pruner#read} in another process makes one that decides on
     * the same reports in the same way. Called before the first report, by the thread of {@link
     * Pruner#begin}. Where a judge does not write itself, a replicate that runs elsewhere is judged
     * by its reports once it has ended, which gives the same trial and saves no time.
     *
     * @return the bytes, a new array; empty unless overridden
     */
    default Optional<byte[]> write() {
      return Optional.empty();
    }
  }
}
