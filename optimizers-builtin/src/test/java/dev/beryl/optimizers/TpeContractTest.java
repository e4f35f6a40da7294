package dev.beryl.optimizers;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.tck.OptimizerContract;

class TpeContractTest extends OptimizerContract {
  @Override
  protected OptimizerProvider provider() {
    return Tpe.withDefaults().provider();
  }
}
