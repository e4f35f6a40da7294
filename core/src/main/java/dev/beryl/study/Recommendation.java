package dev.beryl.study;

import dev.beryl.fault.Nulls;
import dev.beryl.space.Treatment;
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
 */
public record Recommendation(
    Treatment treatment, Optional<String> optimizer, Optional<Trial> trial) {
  /** Refuses null. */
  public Recommendation {
    Nulls.refuse("recommendation: treatment", treatment);
    Nulls.refuse("recommendation: optimizer", optimizer);
    Nulls.refuse("recommendation: trial", trial);
  }

  /** {@return whether a trial ran the treatment, so that there is an estimate of its value} */
  public boolean wasRun() {
    return trial.isPresent();
  }

  /** {@return the value that the trial measured; empty if none ran the treatment} */
  public OptionalDouble estimate() {
    return trial.map(ran -> OptionalDouble.of(ran.value())).orElseGet(OptionalDouble::empty);
  }

  /** {@return the estimate's standard error; empty if it is not known, as with one replicate} */
  public OptionalDouble standardError() {
    return trial
        .map(Trial::standardError)
        .filter(error -> !error.isNaN())
        .map(OptionalDouble::of)
        .orElseGet(OptionalDouble::empty);
  }

  /** {@return for example {@code {x=1.5} recommended by cma-es, not run as a trial}} */
  @Override
  public String toString() {
    String by = optimizer.map(name -> " recommended by " + name + ",").orElse(" of");
    String run = trial.map(ran -> " trial " + ran.number()).orElse(" not run as a trial");
    return treatment + by + run + value();
  }

  private String value() {
    return trial
        .map(ran ->
            ", %s=%s"
                .formatted(
                    ran.objectives().getFirst().metric(),
                    Numbers.estimate(ran.value(), ran.standardError())))
        .orElse("");
  }
}
