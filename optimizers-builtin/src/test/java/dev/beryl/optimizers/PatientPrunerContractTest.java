package dev.beryl.optimizers;

import dev.beryl.spi.PrunerProvider;
import dev.beryl.tck.PrunerContract;

class PatientPrunerContractTest extends PrunerContract {
  @Override
  protected PrunerProvider provider() {
    return PatientPruner.withDefaults().provider();
  }
}
