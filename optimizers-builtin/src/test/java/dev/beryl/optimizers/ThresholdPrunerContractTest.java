package dev.beryl.optimizers;

import dev.beryl.spi.PrunerProvider;
import dev.beryl.tck.PrunerContract;
import java.util.Map;

class ThresholdPrunerContractTest extends PrunerContract {
  @Override
  protected PrunerProvider provider() {
    return ThresholdPruner.withDefaults().provider();
  }

  @Override
  protected Map<String, ?> options() {
    return Map.of("upper", 1.5);
  }

  @Override
  protected Map<String, ?> mirroredOptions() {
    return Map.of("lower", -1.5);
  }
}
