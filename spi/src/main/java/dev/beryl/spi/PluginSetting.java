package dev.beryl.spi;

import dev.beryl.fault.Nulls;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The part of a study's settings that a plug-in needs. Immutable.
 *
 * @param <S> the kind of setting
 * @param <P> the kind of provider
 */
public abstract sealed class PluginSetting<S extends PluginSetting<S, P>, P extends PluginProvider>
    permits OptimizerSetting, PrunerSetting {
  private final Facts facts;

  /** The facts about a study that its plug-in may know. */
  record Facts(
      Problem problem,
      long seed,
      OptionalInt trials,
      int parallelism,
      int replicates,
      boolean racing,
      Options options) {}

  PluginSetting(Facts facts) {
    this.facts = facts;
  }

  static Facts facts(Problem problem, long seed) {
    Nulls.refuse("setting: problem", problem);
    return new Facts(
        problem,
        seed,
        OptionalInt.empty(),
        1,
        1,
        false,
        Options.of("plug-in", List.of(), Map.of()));
  }

  /** {@code optimizer} or {@code pruner}, for messages. */
  abstract String kind();

  abstract S with(Facts changed);

  /**
   * Returns this setting with another seed, for example for an optimizer that another one drives.
   *
   * @param seed the seed of all the plug-in's randomness
   * @return the setting
   */
  public final S withSeed(long seed) {
    return with(
        new Facts(
            facts.problem,
            seed,
            facts.trials,
            facts.parallelism,
            facts.replicates,
            facts.racing,
            facts.options));
  }

  /**
   * Returns this setting with a limit on the number of trials.
   *
   * @param trials the largest number of trials that the study will run, at least 1
   * @return the setting
   * @throws IllegalArgumentException if the number is below 1
   */
  public final S withTrials(int trials) {
    return with(
        new Facts(
            facts.problem,
            facts.seed,
            OptionalInt.of(atLeastOne("trials", trials)),
            facts.parallelism,
            facts.replicates,
            facts.racing,
            facts.options));
  }

  /**
   * Returns this setting with another number of trials in flight.
   *
   * @param parallelism the number of trials that may be pending at once, at least 1
   * @return the setting
   * @throws IllegalArgumentException if the number is below 1
   */
  public final S withParallelism(int parallelism) {
    return with(
        new Facts(
            facts.problem,
            facts.seed,
            facts.trials,
            atLeastOne("parallelism", parallelism),
            facts.replicates,
            facts.racing,
            facts.options));
  }

  /**
   * Returns this setting with another number of replicates.
   *
   * @param replicates the number of times that each treatment is run, at least 1
   * @return the setting
   * @throws IllegalArgumentException if the number is below 1
   */
  public final S withReplicates(int replicates) {
    return with(
        new Facts(
            facts.problem,
            facts.seed,
            facts.trials,
            facts.parallelism,
            atLeastOne("replicates", replicates),
            facts.racing,
            facts.options));
  }

  /**
   * Returns this setting for a study with or without racing.
   *
   * @param racing whether the study races its best treatments in the end
   * @return the setting
   */
  public final S withRacing(boolean racing) {
    return with(
        new Facts(
            facts.problem,
            facts.seed,
            facts.trials,
            facts.parallelism,
            facts.replicates,
            racing,
            facts.options));
  }

  /**
   * Returns this setting with options for a provider.
   *
   * @param provider the provider that declares the options
   * @param given option name to value
   * @return the setting
   * @throws IllegalArgumentException if a name is unknown or a value is not allowed
   */
  public final S withOptions(P provider, Map<String, ?> given) {
    Nulls.refuse("setting: provider", provider);
    Nulls.refuseIn("setting: given options", given);
    String subject = kind() + " '" + provider.name() + "'";
    return with(
        new Facts(
            facts.problem,
            facts.seed,
            facts.trials,
            facts.parallelism,
            facts.replicates,
            facts.racing,
            Options.of(subject, provider.options(), given)));
  }

  private int atLeastOne(String what, int number) {
    if (!(number >= 1)) {
      throw new IllegalArgumentException(
          "%s setting: %s: expected >= 1, got %s".formatted(kind(), what, number));
    }
    return number;
  }

  /** {@return the search space, objectives and outcome constraints} */
  public final Problem problem() {
    return facts.problem;
  }

  /** {@return the search space} */
  public final SearchSpace space() {
    return facts.problem.space();
  }

  /** {@return the objectives, at least one; a trial's losses already have the direction applied} */
  public final List<Objective> objectives() {
    return facts.problem.objectives();
  }

  /**
   * {@return the outcome constraints; a trial that violates one is completed with a positive {@link
   * dev.beryl.trial.Trial#excess excess} and is never the best}
   */
  public final List<OutcomeConstraint> outcomeConstraints() {
    return facts.problem.constraints();
  }

  /** {@return the seed of all the plug-in's randomness} */
  public final long seed() {
    return facts.seed;
  }

  /**
   * Creates a random generator from the seed. Streams with different numbers are independent;
   * within one, {@link PhiloxRandom#seek} gives each trial its own draws, whatever was drawn
   * before.
   *
   * @param stream a number that the plug-in chooses for each purpose
   * @return a new generator at the stream's start
   */
  public final PhiloxRandom random(long stream) {
    return new PhiloxRandom(facts.seed, stream);
  }

  /** {@return the largest number of trials that the study will run; empty if there is no limit} */
  public final OptionalInt trials() {
    return facts.trials;
  }

  /** {@return the number of trials that may be pending at once, at least 1} */
  public final int parallelism() {
    return facts.parallelism;
  }

  /** {@return the number of times that each treatment is run, at least 1} */
  public final int replicates() {
    return facts.replicates;
  }

  /**
   * {@return whether the study races its best treatments in the end, on further replicates; so its
   * losses are noisy even if each treatment is told with one replicate, which has no standard
   * error}
   */
  public final boolean racing() {
    return facts.racing;
  }

  /** {@return the provider's checked options} */
  public final Options options() {
    return facts.options;
  }
}
