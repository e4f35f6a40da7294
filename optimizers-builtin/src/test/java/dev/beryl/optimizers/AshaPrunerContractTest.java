package dev.beryl.optimizers;

import dev.beryl.spi.PrunerProvider;
import dev.beryl.tck.PrunerContract;

class AshaPrunerContractTest extends PrunerContract {
  @Override
  protected PrunerProvider provider() {
    return AshaPruner.withDefaults().provider();
  }
}
