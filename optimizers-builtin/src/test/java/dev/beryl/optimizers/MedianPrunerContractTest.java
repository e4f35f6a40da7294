package dev.beryl.optimizers;

import dev.beryl.spi.PrunerProvider;
import dev.beryl.tck.PrunerContract;

class MedianPrunerContractTest extends PrunerContract {
  @Override
  protected PrunerProvider provider() {
    return MedianPruner.withDefaults().provider();
  }
}
