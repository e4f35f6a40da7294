package dev.beryl.optimizers;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.tck.OptimizerContract;

class LatinHypercubeContractTest extends OptimizerContract {
  @Override
  protected OptimizerProvider provider() {
    return LatinHypercube.withDefaults().provider();
  }
}
