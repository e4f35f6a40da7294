package dev.beryl.optimizers.auto;

import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;

/** Makes the optimizers of methods. */
public interface Children {

  /** Whether a method can take a study. */
  boolean takes(Method method, OptimizerSetting study);

  /** The optimizer of a method, from its own setting. */
  Optimizer create(Method method, OptimizerSetting own);
}
