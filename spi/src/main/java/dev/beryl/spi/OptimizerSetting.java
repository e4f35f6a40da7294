package dev.beryl.spi;

import dev.beryl.trial.Problem;

/**
 * What an optimizer is made for: one study. A test makes one by hand:
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="setting"}
 */
public final class OptimizerSetting extends PluginSetting<OptimizerSetting, OptimizerProvider> {
  private OptimizerSetting(Facts facts) {
    super(facts);
  }

  /**
   * A setting with an open budget, one trial in flight, one replicate and no options.
   *
   * @param problem what is searched, and what for
   * @param seed of all the optimizer's randomness
   * @return the setting
   */
  public static OptimizerSetting of(Problem problem, long seed) {
    return new OptimizerSetting(facts(problem, seed));
  }

  @Override
  String kind() {
    return "optimizer";
  }

  @Override
  OptimizerSetting with(Facts changed) {
    return new OptimizerSetting(changed);
  }
}
