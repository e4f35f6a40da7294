package dev.beryl.optimizers;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.tck.OptimizerContract;

class HaltonContractTest extends OptimizerContract {
  @Override
  protected OptimizerProvider provider() {
    return Halton.withDefaults().provider();
  }
}
