package dev.beryl.optimizers;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.tck.OptimizerContract;

class SobolContractTest extends OptimizerContract {
  @Override
  protected OptimizerProvider provider() {
    return Sobol.withDefaults().provider();
  }
}
