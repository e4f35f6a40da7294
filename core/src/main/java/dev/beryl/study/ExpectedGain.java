package dev.beryl.study;

import dev.beryl.fault.Nulls;
import dev.beryl.text.Numbers;
import java.util.OptionalDouble;

/**
 * By how much the next trials of a study can be expected to improve its best value: the measure of
 * a rule that ends a study once more trials are not worth it.
 *
 * {@snippet :
 * import static dev.beryl.study.ExpectedGain.expectedGainOf;
 *
 * study.until(expectedGainOf(20).below(0.001))
 * }
 *
 * <p>The estimate works for every optimizer. The lowest losses of the last trials have a tail that
 * says how often a trial like them is better than the best, and by how much; what the replicates
 * show to be noise is taken off. If the best got better by more than that among the last trials,
 * more of the same is expected. The last trials are half of all, at least 3n and at most 10n of
 * them for the next n, so no study ends before it has 3n trials, nor before 30. Trials that have no
 * value or violate an outcome constraint count as trials that gained nothing.
 *
 * @param trials n, the number of trials to come, at least 1
 */
public record ExpectedGain(int trials) {

  /**
   * The gain that is expected of the next trials.
   *
   * @param trials how many, at least 1; checked when the study starts
   * @return what {@link #below} makes a rule of
   */
  public static ExpectedGain expectedGainOf(int trials) {
    return new ExpectedGain(trials);
  }

  /**
   * Ends a study once this gain is below a value.
   *
   * @param gain in the unit of the objective's metric, above 0; checked when the study starts
   * @return the rule, for {@code Study.until}
   */
  public Below below(double gain) {
    return new Below(trials, OptionalDouble.of(gain));
  }

  /**
   * Ends a study once this gain is below the noise of a trial's value, and so can't be seen: below
   * the standard error with which the best trials' values differ by chance. Needs two replicates or
   * more, and another end beside it, since a study without such noise never ends by it. Under
   * common random numbers it is less than a trial's own standard error.
   *
   * @return the rule, for {@code Study.until}
   */
  public Below belowNoise() {
    return new Below(trials, OptionalDouble.empty());
  }

  /** {@return for example {@code expectedGainOf(20)}} */
  @Override
  public String toString() {
    return "expectedGainOf(%s)".formatted(trials);
  }

  /**
   * A rule: the expected gain is below a limit.
   *
   * @param trials of how many trials the gain is expected
   * @param limit in the unit of the objective's metric; empty: the noise of a trial's value
   */
  public record Below(int trials, OptionalDouble limit) {
    /** Refuses null. */
    public Below {
      Nulls.refuse("expected gain: limit", limit);
    }

    /** {@return for example {@code expectedGainOf(20).below(0.001)}} */
    @Override
    public String toString() {
      return new ExpectedGain(trials)
          + (limit.isEmpty()
              ? ".belowNoise()"
              : ".below(%s)".formatted(Numbers.shown(limit.getAsDouble())));
    }
  }
}
