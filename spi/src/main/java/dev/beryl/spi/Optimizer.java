package dev.beryl.spi;

import dev.beryl.space.Treatment;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Optional;

/**
 * A search strategy: proposes treatments and learns from their results.
 *
 * <p>A study calls an optimizer like this:
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="ask-and-tell"}
 *
 * <p>A complete, simple optimizer:
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="optimizer"}
 *
 * <p>The rules, with the numbers that contract tests use:
 *
 * <ol>
 *   <li>{@code ask} MUST return treatments of the setting's space, inside its ranges and with
 *       exactly the active parameters, as {@code space.fromUnit} and {@code space.fromCoordinates}
 *       make them; so MUST {@code recommend}, at any time.
 *   <li>{@code ask(max)} MUST return at most {@code max} treatments, for any {@code max >= 1}.
 *       {@code max} may be {@link Integer#MAX_VALUE}: an optimizer may return fewer treatments.
 *   <li>An empty answer MUST mean that there is nothing to propose until the next {@code tell}. If
 *       no trial is pending, it MUST mean that there will never be another proposal (a finite space
 *       is exhausted).
 *   <li>Treatments are numbered from 0 in the order in which they are returned; {@code tell} is
 *       called once for each of them, with that {@link Trial#number()}. The calls come in any
 *       order, between any asks, with any number of trials pending.
 *   <li>{@code tell} MUST accept every outcome, and every finite loss, however large; a standard
 *       error may be NaN, as it is of every trial with one replicate, and so may a reported value.
 *       Values and losses MUST be read of completed trials only.
 *   <li>{@code tell} MUST accept trials that were never asked for; they have negative numbers.
 *   <li>The same setting and the same sequence of calls MUST give the same treatments, bit for bit,
 *       in any process and on any machine. Trials may be equal without being the same objects, for
 *       example when a recorded study is replayed. Durations, notes and the messages and exceptions
 *       of failures differ from run to run and MUST NOT influence a proposal.
 *   <li>Randomness MUST come from {@link OptimizerSetting#random} alone; no clock, state shared
 *       between instances or hash order may influence a proposal.
 *   <li>Calls come from one thread at a time, but not always from the same thread. An optimizer
 *       MUST NOT start threads and MUST NOT block.
 *   <li>A treatment that violates a hard constraint of the space is told as rejected without being
 *       run; an optimizer SHOULD avoid proposing it.
 *   <li>The cost of {@code ask} and {@code tell} SHOULD grow no faster than linearly with the
 *       number of trials told, and memory no faster than the trials themselves.
 *   <li>The provider's name MUST be lower case with dashes, its options MUST have distinct names
 *       and accept their own defaults, also as text. A value that an option does not accept MUST be
 *       refused with an {@link IllegalArgumentException}. The provider MUST be found by {@link
 *       java.util.ServiceLoader}.
 *   <li>{@code create} MUST accept every setting that the provider's {@link Capabilities} cover,
 *       and refuse every other with an {@link IllegalArgumentException} that says why.
 *   <li>An optimizer that declares {@link Capability#LEARNING} MUST do better than random search on
 *       a smooth function.
 *   <li>A completed trial that violates an outcome constraint has a loss and a positive {@link
 *       Trial#excess}; {@code tell} MUST accept any number of them, and every finite excess. An
 *       optimizer that declares {@link Capability#OUTCOME_CONSTRAINTS} MUST learn from excesses, so
 *       that more of its proposals are feasible.
 *   <li>A study that gives replicates to trials that were told before calls {@code revise} for
 *       them: after the trial's tell and only if it was completed, with the same number and
 *       treatment, completed again, and with more replicates than the optimizer last heard of.
 *       Calls come in the order in which the study's results count, at most one of each trial
 *       between two asks, with any number of trials pending. {@code revise} MUST accept such a
 *       trial at any time, as {@code tell} does; it is no further trial and MUST NOT count as one.
 *       An optimizer MAY ignore it. Calls of {@code revise} are calls in the sense of rule 7.
 *   <li>{@code predict} MUST accept every treatment of the space, at any time. Calls of it and of
 *       {@code recommend} MUST NOT change a later proposal, recommendation or prediction.
 * </ol>
 *
 * <p>A plug-in tests itself against these rules with the contract tests of module {@code
 * dev.beryl.tck}. There is a test for each rule; its message gives the actual result, the space,
 * the seed and the trial.
 */
public interface Optimizer {

  /**
   * Proposes the treatments to run next.
   *
   * @param max the largest number of treatments to return, at least 1
   * @return at most {@code max} treatments; empty if there is nothing to propose until the next
   *     {@link #tell}, or ever if no trial is pending
   */
  List<Treatment> ask(int max);

  /**
   * Learns the result of a treatment.
   *
   * @param trial the trial of a proposed treatment or, with a negative number, an observation from
   *     elsewhere; may be kept
   */
  void tell(Trial trial);

  /**
   * Learns that a trial has more replicates than when it was told, and so another estimate. It is
   * called for completed trials only, after their {@link #tell}, and each time with more replicates
   * than before. An optimizer that keeps a history replaces the trial's values; one that has used
   * them up, or has no history, ignores the call, which is the default.
   *
   * @param trial a proposed treatment's trial with all its replicates, of the number under which it
   *     was told; may be kept
   */
  default void revise(Trial trial) {}

  /**
   * Recommends the treatment to use in the end, if the optimizer knows a better one than the best
   * trial. A model may know one if results are noisy.
   *
   * @return a treatment of the space; empty to use the best trial's
   */
  default Optional<Treatment> recommend() {
    return Optional.empty();
  }

  /**
   * Says what loss this optimizer's model expects of a treatment. A study asks it at its end, of
   * the treatment that this optimizer has {@linkplain #recommend() recommended}: under noise a
   * model that has learned from all trials knows more than the trial that ran it. With several
   * objectives a study does not ask.
   *
   * @param treatment a treatment of the space, whether it was proposed or not
   * @return the expected loss of the single objective, to be minimized whatever its direction, and
   *     how uncertain it is; empty if there is no model, which is the default, or not yet
   */
  default Optional<Prediction> predict(Treatment treatment) {
    return Optional.empty();
  }

  /**
   * Says which other optimizers have proposed for this one so far. A study passes new entries on to
   * its listeners, its journal and its result; they make no difference to trials.
   *
   * @return the delegations so far, in the order of their trials, entries once returned first;
   *     empty if this optimizer proposes itself
   */
  default List<Delegation> delegations() {
    return List.of();
  }
}
