package dev.beryl.optimizers;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.tck.OptimizerContract;
import java.time.Duration;

class AutoContractTest extends OptimizerContract {
  @Override
  protected OptimizerProvider provider() {
    return Auto.withDefaults().provider();
  }

  /** Thirty studies with whole models in one case take 60 seconds on a machine that is busy. */
  @Override
  protected Duration patience() {
    return Duration.ofMinutes(10);
  }
}
