package dev.beryl;

import dev.beryl.fault.Nulls;
import dev.beryl.study.Interval;
import dev.beryl.text.Numbers;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import java.util.Optional;

/**
 * What a comparison of two treatments has found. Immutable.
 *
 * @param finding how the first treatment compares with the second
 * @param objective by which they were compared
 * @param first the results of the first treatment
 * @param second the results of the second, of the same replicates
 * @param replicates the number of replicates that both ran
 * @param betterBy by how much the first is better, in the metric's unit and whichever way is
 *     better: the mean or the median of the differences; negative if it is worse; NaN if there are
 *     no replicates
 * @param interval of the true value of {@code betterBy}, valid at whatever replicate the comparison
 *     ended; unbounded where replicates are too few
 * @param reason why the comparison could not go on; empty unless the finding is {@link
 *     Finding#FAILED}
 */
public record PairedVerdict(
    Finding finding,
    Objective objective,
    Run first,
    Run second,
    int replicates,
    double betterBy,
    Interval interval,
    Optional<String> reason) {

  /** How one treatment compares with another. */
  public enum Finding {
    /** The first is better. */
    BETTER,
    /** The first is worse. */
    WORSE,
    /** They can't be told from each other with the replicates that were run. */
    NOT_DISTINGUISHABLE,
    /** A replicate failed or was interrupted, and nothing was found before it. */
    FAILED
  }

  /** Refuses null. */
  public PairedVerdict {
    Nulls.refuse("verdict: finding", finding);
    Nulls.refuse("verdict: objective", objective);
    Nulls.refuse("verdict: first", first);
    Nulls.refuse("verdict: second", second);
    Nulls.refuse("verdict: interval", interval);
    Nulls.refuse("verdict: reason", reason);
  }

  /**
   * {@return for example {@code tuned is better than today by 1.2 in cost, 95 % interval 0.8 to
   * 1.6, after 14 replicates of each}}
   */
  public String sentence() {
    String after =
        replicates == 1
            ? "after 1 replicate of each"
            : "after %s replicates of each".formatted(replicates);
    return switch (finding) {
      case BETTER, WORSE ->
          "%s is %s than %s by %s in %s, %s, %s"
              .formatted(
                  first.name(),
                  finding == Finding.BETTER ? "better" : "worse",
                  second.name(),
                  number(Math.abs(betterBy)),
                  objective.metric(),
                  ends(finding == Finding.BETTER ? interval : negated()),
                  after);
      case NOT_DISTINGUISHABLE ->
          "%s can't be told from %s %s: it is better by %s in %s, %s"
              .formatted(
                  first.name(),
                  second.name(),
                  after,
                  number(betterBy),
                  objective.metric(),
                  ends(interval));
      case FAILED ->
          "%s and %s can't be compared: %s"
              .formatted(first.name(), second.name(), reason.orElse(failure()));
    };
  }

  private String failure() {
    Run failed = first.outcome().equals(Outcome.COMPLETED) ? second : first;
    return "%s %s".formatted(failed.name(), failed.outcome());
  }

  private Interval negated() {
    return new Interval(-interval.high(), -interval.low(), interval.level());
  }

  private String number(double number) {
    return Numbers.upTo((interval.high() - interval.low()) / 4, number);
  }

  private String ends(Interval shown) {
    return Double.isInfinite(shown.low())
        ? "too few replicates for an interval"
        : "%s %% interval %s to %s"
            .formatted(
                Numbers.shown(Math.round(shown.level() * 1e6) / 1e4),
                number(shown.low()),
                number(shown.high()));
  }

  /** {@return the sentence} */
  @Override
  public String toString() {
    return sentence();
  }
}
