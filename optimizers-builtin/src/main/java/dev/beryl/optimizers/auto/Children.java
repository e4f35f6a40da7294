package dev.beryl.optimizers.auto;

import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;

/** Makes the optimizers of methods. */
public interface Children {

  /** Whether a method can take a study. */
  boolean takes(Method method, OptimizerSetting study);

  /**
   * The optimizer of a method.
   *
   * @param own its own setting
   * @param later whether it continues from the trials of others
   */
  Optimizer create(Method method, OptimizerSetting own, boolean later);
}
