package dev.beryl.spi;

import dev.beryl.fault.Faults;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What an optimizer is made for: one study, as far as a search strategy needs to know it.
 * Immutable. A test makes one by hand:
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="setting"}
 */
public final class OptimizerSetting {
  private final SearchSpace space;
  private final List<Objective> objectives;
  private final List<OutcomeConstraint> outcomeConstraints;
  private final long seed;
  private final int trials; // 0: open
  private final int parallelism;
  private final int replicates;
  private final Options options;

  private OptimizerSetting(
      SearchSpace space,
      List<Objective> objectives,
      List<OutcomeConstraint> outcomeConstraints,
      long seed,
      int trials,
      int parallelism,
      int replicates,
      Options options) {
    this.space = space;
    this.objectives = objectives;
    this.outcomeConstraints = outcomeConstraints;
    this.seed = seed;
    this.trials = trials;
    this.parallelism = parallelism;
    this.replicates = replicates;
    this.options = options;
  }

  /**
   * A setting with an open budget, one trial in flight, one replicate and no options.
   *
   * @param space what to search
   * @param objectives what to search for, at least one
   * @param seed of all the optimizer's randomness
   * @return the setting
   * @throws IllegalArgumentException if there is no objective
   */
  public static OptimizerSetting of(SearchSpace space, List<Objective> objectives, long seed) {
    var faults = new Faults("optimizer setting");
    faults.require(!objectives.isEmpty(), "objectives: expected at least one, got none");
    faults.throwIfAny();
    return new OptimizerSetting(
        space,
        List.copyOf(objectives),
        List.of(),
        seed,
        0,
        1,
        1,
        Options.of("optimizer", List.of(), Map.of()));
  }

  /**
   * This setting with a budget.
   *
   * @param trials how many trials the study will run at the most, at least 1
   * @return the setting
   * @throws IllegalArgumentException if the number is below 1
   */
  public OptimizerSetting withTrials(int trials) {
    return new OptimizerSetting(
        space,
        objectives,
        outcomeConstraints,
        seed,
        atLeastOne("trials", trials),
        parallelism,
        replicates,
        options);
  }

  /**
   * This setting with several trials in flight.
   *
   * @param parallelism how many trials may be pending at once, at least 1
   * @return the setting
   * @throws IllegalArgumentException if the number is below 1
   */
  public OptimizerSetting withParallelism(int parallelism) {
    return new OptimizerSetting(
        space,
        objectives,
        outcomeConstraints,
        seed,
        trials,
        atLeastOne("parallelism", parallelism),
        replicates,
        options);
  }

  /**
   * This setting with several replicates.
   *
   * @param replicates how often each treatment is run, at least 1
   * @return the setting
   * @throws IllegalArgumentException if the number is below 1
   */
  public OptimizerSetting withReplicates(int replicates) {
    return new OptimizerSetting(
        space,
        objectives,
        outcomeConstraints,
        seed,
        trials,
        parallelism,
        atLeastOne("replicates", replicates),
        options);
  }

  /**
   * This setting with outcome constraints: completed trials may violate them, and are then told
   * with a positive {@link dev.beryl.trial.Trial#excess excess}.
   *
   * @param constraints what a good trial satisfies besides its objectives
   * @return the setting
   */
  public OptimizerSetting withOutcomeConstraints(List<OutcomeConstraint> constraints) {
    return new OptimizerSetting(
        space,
        objectives,
        List.copyOf(constraints),
        seed,
        trials,
        parallelism,
        replicates,
        options);
  }

  /**
   * This setting with options for a provider.
   *
   * @param provider whose options they are
   * @param given option name to value
   * @return the setting
   * @throws IllegalArgumentException if a name is unknown or a value is not allowed
   */
  public OptimizerSetting withOptions(OptimizerProvider provider, Map<String, ?> given) {
    String subject = "optimizer '" + provider.name() + "'";
    return new OptimizerSetting(
        space,
        objectives,
        outcomeConstraints,
        seed,
        trials,
        parallelism,
        replicates,
        Options.of(subject, provider.options(), given));
  }

  private static int atLeastOne(String what, int number) {
    if (!(number >= 1)) {
      throw new IllegalArgumentException(
          "optimizer setting: %s: expected >= 1, got %s".formatted(what, number));
    }
    return number;
  }

  /** {@return what to search} */
  public SearchSpace space() {
    return space;
  }

  /** {@return what to search for, at least one; losses come with the direction applied} */
  public List<Objective> objectives() {
    return objectives;
  }

  /**
   * {@return what a good trial satisfies besides its objectives; a trial that does not is never the
   * best}
   */
  public List<OutcomeConstraint> outcomeConstraints() {
    return outcomeConstraints;
  }

  /** {@return the seed of all the optimizer's randomness} */
  public long seed() {
    return seed;
  }

  /**
   * A random generator of this setting. Streams with different numbers are independent; within one,
   * {@link PhiloxRandom#seek} gives each trial draws of its own, whatever was drawn before.
   *
   * @param stream the optimizer's own number for the purpose
   * @return a new generator at the stream's start
   */
  public PhiloxRandom random(long stream) {
    return new PhiloxRandom(seed, stream);
  }

  /** {@return how many trials the study will run at the most; empty if that is open} */
  public OptionalInt trials() {
    return trials > 0 ? OptionalInt.of(trials) : OptionalInt.empty();
  }

  /** {@return how many trials may be pending at once, at least 1} */
  public int parallelism() {
    return parallelism;
  }

  /** {@return how often each treatment is run, at least 1} */
  public int replicates() {
    return replicates;
  }

  /** {@return the checked options of the provider} */
  public Options options() {
    return options;
  }
}
