package dev.beryl.spi;

import dev.beryl.trial.Problem;

/**
 * What a pruner is made for: one study. A test makes one by hand:
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="pruner-setting"}
 */
public final class PrunerSetting extends PluginSetting<PrunerSetting, PrunerProvider> {
  private PrunerSetting(Facts facts) {
    super(facts);
  }

  /**
   * A setting with an open budget, one trial in flight, one replicate and no options.
   *
   * @param problem what is searched, and what for
   * @param seed of all the pruner's randomness
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
