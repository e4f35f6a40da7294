package dev.beryl.spi;

import dev.beryl.trial.Problem;

/**
 * The part of a study's settings that an optimizer needs. A test creates one by hand:
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="setting"}
 */
public final class OptimizerSetting extends PluginSetting<OptimizerSetting, OptimizerProvider> {
  private OptimizerSetting(Facts facts) {
    super(facts);
  }

  /**
   * Creates a setting without a limit on trials, with one trial in flight, one replicate and no
   * options.
   *
   * @param problem the search space, objectives and outcome constraints
   * @param seed the seed of all the optimizer's randomness
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
