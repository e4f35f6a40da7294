package dev.beryl.study;

import dev.beryl.fault.Nulls;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Prediction;
import dev.beryl.text.Numbers;
import dev.beryl.trial.Trial;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The treatment that a study ends with, and what it knows of it. Immutable.
 *
 * @param treatment what to use
 * @param optimizer the name of the optimizer that recommends it, or {@code the final race}; empty
 *     if it is that of the best trial because the optimizer recommends nothing
 * @param trial the completed trial that ran it, the best of several; empty if none did
 * @param prediction the value of the objective that the optimizer's model expects of it, in the
 *     metric's unit; empty if it has no model, or recommends nothing
 */
public record Recommendation(
    Treatment treatment,
    Optional<String> optimizer,
    Optional<Trial> trial,
    Optional<Prediction> prediction) {
  /** Refuses null. */
  public Recommendation {
    Nulls.refuse("recommendation: treatment", treatment);
    Nulls.refuse("recommendation: optimizer", optimizer);
    Nulls.refuse("recommendation: trial", trial);
    Nulls.refuse("recommendation: prediction", prediction);
  }

  /** {@return whether a trial ran the treatment, so that a value of it was measured} */
  public boolean wasRun() {
    return trial.isPresent();
  }

  /**
   * Estimates the treatment's value. A model's {@link #prediction} draws on all trials; the value
   * that one trial measured is, of a trial that was chosen for it, partly luck.
   *
   * @return what the model expects, else what the trial measured; empty if there is neither
   */
  public OptionalDouble estimate() {
    return prediction
        .map(Prediction::mean)
        .or(() -> trial.map(Trial::value))
        .map(OptionalDouble::of)
        .orElseGet(OptionalDouble::empty);
  }

  /**
   * Returns how uncertain the {@link #estimate()} is.
   *
   * @return the standard deviation of the model's mean, else the standard error of the trial's
   *     value; empty if it is not known, as with one replicate
   */
  public OptionalDouble standardError() {
    return prediction
        .map(Prediction::standardDeviation)
        .or(() -> trial.map(Trial::standardError))
        .filter(error -> !error.isNaN())
        .map(OptionalDouble::of)
        .orElseGet(OptionalDouble::empty);
  }

  /**
   * {@return for example {@code {x=1.5} recommended by cma-es, not run as a trial}, or {@code
   * {x=1.5} recommended by gp, trial 17, loss=0.31 ± 0.04 expected, 0.25 measured}}
   */
  @Override
  public String toString() {
    String by = optimizer.map(name -> " recommended by " + name + ",").orElse(" of");
    String run = trial.map(ran -> " trial " + ran.number()).orElse(" not run as a trial");
    return treatment + by + run + value();
  }

  private String value() {
    String measured =
        trial.map(ran -> Numbers.estimate(ran.value(), ran.standardError())).orElse("");
    String expected =
        prediction
            .map(each -> Numbers.estimate(each.mean(), each.standardDeviation()) + " expected")
            .orElse("");
    if (!expected.isEmpty()) {
      return ", " + named(expected) + (measured.isEmpty() ? "" : ", " + measured + " measured");
    }
    return measured.isEmpty() ? "" : ", " + named(measured);
  }

  private String named(String value) {
    return trial.map(ran -> ran.objectives().getFirst().metric() + "=" + value).orElse(value);
  }
}
