package dev.beryl;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import dev.beryl.race.ValueRange;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Objective;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of two treatments that ends as soon as it is decided, see {@link
 * Experiment#compare(Treatment, Treatment, Objective)}. Immutable: each setting returns a new
 * comparison.
 *
 * <p>It looks at the differences after every replicate, by a test that allows for that: the paired
 * t e-process for a mean, with a threshold calibrated for the greatest number of replicates; the
 * sign e-process for a median; betting for a mean of values in a declared range. If the treatments
 * do not differ, it finds a difference with a probability of at most 1 - confidence. The first
 * assumes that differences are independent and nearly normal, the others that they are independent.
 */
public final class PairedComparison {
  private final Experiment<?> experiment;
  private final Treatment first;
  private final Treatment second;
  private final Objective objective;
  private final @Nullable ValueRange range;
  private final long seed;
  private final int threads;

  PairedComparison(
      Experiment<?> experiment, Treatment first, Treatment second, Objective objective) {
    this(experiment, first, second, objective, null, 0, 1);
    Nulls.refuse("compare: first", first);
    Nulls.refuse("compare: second", second);
    Nulls.refuse("compare: objective", objective);
    var faults = new Faults("compare");
    faults.require(
        !first.name().equals(second.name()),
        "treatments: both are named '%s'; rename one with named(…)",
        first.name());
    String aggregation = objective.aggregation().name();
    faults.require(
        aggregation.equals("mean") || aggregation.equals("median"),
        "objective: expected one by the mean or the median, got '%s'; for others use"
            + " run(treatments, replicates)",
        aggregation);
    faults.throwIfAny();
  }

  private PairedComparison(
      Experiment<?> experiment,
      Treatment first,
      Treatment second,
      Objective objective,
      @Nullable ValueRange range,
      long seed,
      int threads) {
    this.experiment = experiment;
    this.first = first;
    this.second = second;
    this.objective = objective;
    this.range = range;
    this.seed = seed;
    this.threads = threads;
  }

  /**
   * Sets the seed of all randomness; 0 unless set. Use another seed than that of a study that found
   * a treatment, to get fresh random numbers.
   *
   * @param seed any
   * @return the comparison with the seed
   */
  public PairedComparison seed(long seed) {
    return new PairedComparison(experiment, first, second, objective, range, seed, threads);
  }

  /**
   * Runs replicates on several threads, which changes no result; 1, the caller's, unless set. Keep
   * it so if the metric is a time. Replicates that were started before the comparison was decided
   * are canceled.
   *
   * @param threads how many replicates run at the same time, at least 1
   * @return the comparison with the number of threads
   * @throws IllegalArgumentException if {@code threads} is below 1
   */
  public PairedComparison threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("compare: threads: expected >= 1, got " + threads);
    }
    return new PairedComparison(experiment, first, second, objective, range, seed, threads);
  }

  /**
   * Declares a range in which every value of the metric is, such as 0 to 1 for an accuracy. Then a
   * mean is compared without any assumption about the distribution of the values.
   *
   * @param low the least value possible, finite
   * @param high the largest value possible, finite
   * @return the comparison with the range
   * @throws IllegalArgumentException if {@code low} is not below {@code high}, or the objective is
   *     by the median, which needs no range
   */
  public PairedComparison valuesIn(double low, double high) {
    var declared = new ValueRange(low, high);
    if (!objective.aggregation().name().equals("mean")) {
      throw new IllegalArgumentException(
          "compare: a range of values: expected an objective by the mean, got '%s'"
              .formatted(objective.aggregation().name()));
    }
    return new PairedComparison(experiment, first, second, objective, declared, seed, threads);
  }

  /**
   * Runs both treatments until they can be told apart. If this thread is interrupted meanwhile, the
   * comparison stops with what it has found, and the interrupt flag stays set.
   *
   * @param confidence the probability, at least, of finding no difference where there is none, and
   *     that of the interval to cover the true difference, in [0.5, 1); such as 0.95
   * @param maxReplicates the largest number of replicates of each treatment, at least 1; with fewer
   *     than 5 hardly anything can be told
   * @return what was found
   * @throws IllegalArgumentException if {@code confidence} or {@code maxReplicates} is out of its
   *     range, the metric was not recorded or is outside of the declared range, or a treatment made
   *     by hand gives a value to a parameter that the experiment never read
   * @throws ExperimentException if a resource or step cannot be opened or closed
   */
  public PairedVerdict until(double confidence, int maxReplicates) {
    var faults = new Faults("compare");
    faults.require(
        confidence >= 0.5 && confidence < 1,
        "confidence: expected it in [0.5, 1), got %s",
        confidence);
    faults.require(maxReplicates >= 1, "replicates: expected >= 1, got %s", maxReplicates);
    faults.throwIfAny();
    return experiment.compare(this, confidence, maxReplicates);
  }

  Treatment first() {
    return first;
  }

  Treatment second() {
    return second;
  }

  Objective objective() {
    return objective;
  }

  @Nullable ValueRange range() {
    return range;
  }

  long seed() {
    return seed;
  }

  int threads() {
    return threads;
  }

  /**
   * {@return what is compared, for example {@code 'tuned' and 'today' by minimize mean of cost}}
   */
  @Override
  public String toString() {
    return "'%s' and '%s' by %s".formatted(first.name(), second.name(), objective);
  }
}
