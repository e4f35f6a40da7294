package dev.beryl.optimizers;

import dev.beryl.spi.PrunerProvider;
import dev.beryl.tck.PrunerContract;

class HyperbandPrunerContractTest extends PrunerContract {
  @Override
  protected PrunerProvider provider() {
    return HyperbandPruner.withDefaults().provider();
  }
}
