package dev.beryl.spi;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a plug-in is made for: one study, as far as it needs to know it. Immutable.
 *
 * @param <S> the kind of setting
 * @param <P> the kind of provider
 */
public abstract sealed class PluginSetting<S extends PluginSetting<S, P>, P extends PluginProvider>
    permits OptimizerSetting, PrunerSetting {
  private final Facts facts;

  /** What the plug-in is told of its study. */
  record Facts(
      Problem problem,
      long seed,
      OptionalInt trials,
      int parallelism,
      int replicates,
      Options options) {}

  PluginSetting(Facts facts) {
    this.facts = facts;
  }

  static Facts facts(Problem problem, long seed) {
    return new Facts(
        problem, seed, OptionalInt.empty(), 1, 1, Options.of("plug-in", List.of(), Map.of()));
  }

  /** {@code optimizer} or {@code pruner}, for messages. */
  abstract String kind();

  abstract S with(Facts changed);

  /**
   * This setting with another seed, as for an optimizer that another one drives.
   *
   * @param seed of all the plug-in's randomness
   * @return the setting
   */
  public final S withSeed(long seed) {
    return with(
        new Facts(
            facts.problem, seed, facts.trials, facts.parallelism, facts.replicates, facts.options));
  }

  /**
   * This setting with a budget.
   *
   * @param trials how many trials the study will run at the most, at least 1
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
            facts.options));
  }

  /**
   * This setting with several trials in flight.
   *
   * @param parallelism how many trials may be pending at once, at least 1
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
            facts.options));
  }

  /**
   * This setting with several replicates.
   *
   * @param replicates how often each treatment is run, at least 1
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
            facts.options));
  }

  /**
   * This setting with options for a provider.
   *
   * @param provider whose options they are
   * @param given option name to value
   * @return the setting
   * @throws IllegalArgumentException if a name is unknown or a value is not allowed
   */
  public final S withOptions(P provider, Map<String, ?> given) {
    String subject = "%s '%s'".formatted(kind(), provider.name());
    return with(
        new Facts(
            facts.problem,
            facts.seed,
            facts.trials,
            facts.parallelism,
            facts.replicates,
            Options.of(subject, provider.options(), given)));
  }

  private int atLeastOne(String what, int number) {
    if (!(number >= 1)) {
      throw new IllegalArgumentException(
          "%s setting: %s: expected >= 1, got %s".formatted(kind(), what, number));
    }
    return number;
  }

  /** {@return what is searched, what for, and within which outcome constraints} */
  public final Problem problem() {
    return facts.problem;
  }

  /** {@return what is searched} */
  public final SearchSpace space() {
    return facts.problem.space();
  }

  /** {@return what is searched for, at least one; losses come with the direction applied} */
  public final List<Objective> objectives() {
    return facts.problem.objectives();
  }

  /**
   * {@return what a good trial satisfies besides its objectives; a trial that does not is completed
   * with a positive {@link dev.beryl.trial.Trial#excess excess} and never the best}
   */
  public final List<OutcomeConstraint> outcomeConstraints() {
    return facts.problem.constraints();
  }

  /** {@return the seed of all the plug-in's randomness} */
  public final long seed() {
    return facts.seed;
  }

  /**
   * A random generator of this setting. Streams with different numbers are independent; within one,
   * {@link PhiloxRandom#seek} gives each trial draws of its own, whatever was drawn before.
   *
   * @param stream the plug-in's own number for the purpose
   * @return a new generator at the stream's start
   */
  public final PhiloxRandom random(long stream) {
    return new PhiloxRandom(facts.seed, stream);
  }

  /** {@return how many trials the study will run at the most; empty if that is open} */
  public final OptionalInt trials() {
    return facts.trials;
  }

  /** {@return how many trials may be pending at once, at least 1} */
  public final int parallelism() {
    return facts.parallelism;
  }

  /** {@return how often each treatment is run, at least 1} */
  public final int replicates() {
    return facts.replicates;
  }

  /** {@return the checked options of the provider} */
  public final Options options() {
    return facts.options;
  }
}
