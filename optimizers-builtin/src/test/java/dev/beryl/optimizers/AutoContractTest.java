package dev.beryl.optimizers;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.tck.OptimizerContract;

class AutoContractTest extends OptimizerContract {
  @Override
  protected OptimizerProvider provider() {
    return Auto.withDefaults().provider();
  }
}
