package dev.beryl.spi;

import dev.beryl.space.Treatment;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Optional;

/**
 * A search strategy: proposes treatments and learns from what came of them.
 *
 * {@snippet :
 * List<Treatment> proposals = optimizer.ask(1);     // at most one
 * // … run them …
 * optimizer.tell(trial);                            // trial.loss() is to be minimised
 * }
 *
 * <p>Rules, with the numbers by which contract tests know them:
 *
 * <ol>
 *   <li>{@code ask} MUST return treatments of the setting's space, inside its ranges and with just
 *       the active parameters, as {@code space.fromUnit} and {@code space.fromCoordinates} make
 *       them.
 *   <li>{@code ask(max)} MUST return at most {@code max} treatments, for any {@code max >= 1}.
 *   <li>An empty answer MUST mean that there is nothing to propose until the next {@code tell};
 *       with no trial pending, that there never will be (a finite space is exhausted).
 *   <li>Treatments are numbered from 0 in the order in which they are returned; {@code tell} is
 *       called once for each of them with that {@link Trial#number()}, in any order, between any
 *       asks, however many are pending.
 *   <li>{@code tell} MUST accept every outcome. Values and losses MUST be read of completed trials
 *       only.
 *   <li>{@code tell} MUST accept trials that were never asked for; they have negative numbers.
 *   <li>The same setting and the same sequence of calls MUST give the same treatments, bit for bit.
 *   <li>Randomness MUST come from {@link OptimizerSetting#random} alone; no clock, no state shared
 *       between instances, no hash order may have a part in a proposal.
 *   <li>Calls come from one thread at a time, not always the same. An optimiser MUST NOT start
 *       threads and MUST NOT block.
 *   <li>A treatment that violates a hard constraint of the space is told as rejected without being
 *       run; an optimiser SHOULD avoid proposing it.
 *   <li>The cost of {@code ask} and {@code tell} SHOULD grow no faster than linearly with the
 *       number of trials told, and memory no faster than the trials themselves.
 * </ol>
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
   * What to apply in the end, if the optimiser knows better than the best trial seen, as under
   * noise a model may.
   *
   * @return a treatment of the space, or empty to leave it to the best trial
   */
  default Optional<Treatment> recommend() {
    return Optional.empty();
  }
}
