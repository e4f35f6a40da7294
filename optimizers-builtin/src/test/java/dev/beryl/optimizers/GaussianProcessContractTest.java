package dev.beryl.optimizers;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.tck.OptimizerContract;
import java.util.Map;

class GaussianProcessContractTest extends OptimizerContract {
  @Override
  protected OptimizerProvider provider() {
    return GaussianProcess.withDefaults().provider();
  }

  /** A small model and few candidates, for growth is measured over thousands of proposals. */
  @Override
  protected Map<String, ?> options() {
    return Map.of("most-trials", 40, "candidates", 128, "local-candidates", 32, "starts", 2);
  }
}
