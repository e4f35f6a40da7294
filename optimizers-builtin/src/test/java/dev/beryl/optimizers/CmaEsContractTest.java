package dev.beryl.optimizers;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.tck.OptimizerContract;

class CmaEsContractTest extends OptimizerContract {
  @Override
  protected OptimizerProvider provider() {
    return CmaEs.withDefaults().provider();
  }
}
