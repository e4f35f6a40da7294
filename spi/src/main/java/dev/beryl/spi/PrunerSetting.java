package dev.beryl.spi;

import dev.beryl.trial.Problem;

/**
 * The part of a study's settings that a pruner needs. A test creates one by hand:
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="pruner-setting"}
 */
public final class PrunerSetting extends PluginSetting<PrunerSetting, PrunerProvider> {
  private PrunerSetting(Facts facts) {
    super(facts);
  }

  /**
   * Creates a setting without a limit on trials, with one trial in flight, one replicate and no
   * options.
   *
   * @param problem the search space, objectives and outcome constraints
   * @param seed the seed of all the pruner's randomness
   * @return the setting
   */
  public static PrunerSetting of(Problem problem, long seed) {
    return new PrunerSetting(facts(problem, seed));
  }

  @Override
  String kind() {
    return "pruner";
  }

  @Override
  PrunerSetting with(Facts changed) {
    return new PrunerSetting(changed);
  }
}
