package dev.beryl.optimizers;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.tck.OptimizerContract;

class RandomContractTest extends OptimizerContract {
  @Override
  protected OptimizerProvider provider() {
    return RandomSearch.withDefaults().provider();
  }
}
