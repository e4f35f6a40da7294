package dev.beryl.spi;

import dev.beryl.fault.Faults;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.trial.Objective;
import java.util.List;
import java.util.Map;

/**
 * What a pruner is made for: one study. A test makes one by hand:
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="pruner-setting"}
 *
 * @param objectives what is searched for, at least one
 * @param replicates how often each treatment is run, at least 1
 * @param seed of all the pruner's randomness
 * @param options the checked options of the provider
 */
public record PrunerSetting(
    List<Objective> objectives, int replicates, long seed, Options options) {
  /**
   * Checks the numbers and copies the list.
   *
   * @throws IllegalArgumentException if there is no objective or no replicate; all faults together
   */
  public PrunerSetting {
    objectives = List.copyOf(objectives);
    var faults = new Faults("pruner setting");
    faults.require(!objectives.isEmpty(), "objectives: expected at least one, got none");
    faults.require(replicates >= 1, "replicates: expected >= 1, got %s", replicates);
    faults.throwIfAny();
  }

  /**
   * A setting with options for a provider.
   *
   * @param objectives what is searched for, at least one
   * @param replicates how often each treatment is run, at least 1
   * @param seed of all the pruner's randomness
   * @param provider whose options are given
   * @param given option name to value
   * @return the setting
   * @throws IllegalArgumentException if there is no objective or no replicate, or an option's name
   *     is unknown or its value not allowed
   */
  public static PrunerSetting of(
      List<Objective> objectives,
      int replicates,
      long seed,
      PrunerProvider provider,
      Map<String, ?> given) {
    Options options = Options.of("pruner '" + provider.name() + "'", provider.options(), given);
    return new PrunerSetting(objectives, replicates, seed, options);
  }

  /**
   * A random generator of this setting.
   *
   * @param stream the pruner's own number for the purpose
   * @return a new generator at the stream's start
   */
  public PhiloxRandom random(long stream) {
    return new PhiloxRandom(seed, stream);
  }
}
