package dev.beryl.optimizers;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.tck.OptimizerContract;
import java.time.Duration;

class GaussianProcessContractTest extends OptimizerContract {
  @Override
  protected OptimizerProvider provider() {
    return GaussianProcess.withDefaults().provider();
  }

  /** Growth is measured over thousands of proposals of some milliseconds each. */
  @Override
  protected Duration patience() {
    return Duration.ofMinutes(5);
  }
}
