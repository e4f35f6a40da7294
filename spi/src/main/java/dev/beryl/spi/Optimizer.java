package dev.beryl.spi;

import dev.beryl.space.Treatment;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Optional;

/**
 * A search strategy: proposes treatments and learns from what came of them.
 *
 * <p>A study asks and tells as this does:
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="ask-and-tell"}
 *
 * <p>A whole optimizer, if a simple one:
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="optimizer"}
 *
 * <p>Rules, with the numbers by which contract tests know them:
 *
 * <ol>
 *   <li>{@code ask} MUST return treatments of the setting's space, inside its ranges and with just
 *       the active parameters, as {@code space.fromUnit} and {@code space.fromCoordinates} make
 *       them; so MUST {@code recommend}, at any time.
 *   <li>{@code ask(max)} MUST return at most {@code max} treatments, for any {@code max >= 1}. That
 *       may be {@link Integer#MAX_VALUE}: an optimizer returns as many as it likes.
 *   <li>An empty answer MUST mean that there is nothing to propose until the next {@code tell};
 *       with no trial pending, that there never will be (a finite space is exhausted).
 *   <li>Treatments are numbered from 0 in the order in which they are returned; {@code tell} is
 *       called once for each of them with that {@link Trial#number()}, in any order, between any
 *       asks, however many are pending.
 *   <li>{@code tell} MUST accept every outcome, and every finite loss, however large; a standard
 *       error may be NaN. Values and losses MUST be read of completed trials only.
 *   <li>{@code tell} MUST accept trials that were never asked for; they have negative numbers.
 *   <li>The same setting and the same sequence of calls MUST give the same treatments, bit for bit,
 *       in any process and on any machine. Trials may be equal ones and not the same objects, as
 *       when a recorded study is replayed.
 *   <li>Randomness MUST come from {@link OptimizerSetting#random} alone; no clock, no state shared
 *       between instances, no hash order may have a part in a proposal.
 *   <li>Calls come from one thread at a time, not always the same. An optimizer MUST NOT start
 *       threads and MUST NOT block.
 *   <li>A treatment that violates a hard constraint of the space is told as rejected without being
 *       run; an optimizer SHOULD avoid proposing it.
 *   <li>The cost of {@code ask} and {@code tell} SHOULD grow no faster than linearly with the
 *       number of trials told, and memory no faster than the trials themselves.
 *   <li>The provider's name MUST be lower case with dashes, its options MUST have distinct names
 *       and accept their own defaults, also as text; what they do not accept MUST be refused with
 *       an {@link IllegalArgumentException}. It MUST be found by {@link java.util.ServiceLoader}.
 *   <li>{@code create} MUST accept every setting that the provider's {@link Capabilities} cover,
 *       and refuse every other with an {@link IllegalArgumentException} that says why.
 *   <li>An optimizer that declares {@link Capability#LEARNING} MUST do better than random search on
 *       a smooth function.
 * </ol>
 *
 * <p>Plug-ins test themselves against these rules with the contract of module {@code
 * dev.beryl.tck}: a test for each, that says what came, in which space, with which seed and in
 * which trial.
 */
public interface Optimizer {

  /**
   * Proposes what to try next.
   *
   * @param max the most treatments that are wanted, at least 1
   * @return at most {@code max} treatments; none: nothing to propose until a tell arrives, or ever
   *     if nothing is pending
   */
  List<Treatment> ask(int max);

  /**
   * Learns what came of a treatment.
   *
   * @param trial of a treatment that was proposed, or, with a negative number, an observation from
   *     elsewhere; may be kept
   */
  void tell(Trial trial);

  /**
   * What to apply in the end, if the optimizer knows better than the best trial seen, as under
   * noise a model may.
   *
   * @return a treatment of the space, or empty to leave it to the best trial
   */
  default Optional<Treatment> recommend() {
    return Optional.empty();
  }
}
