package com.example.evolution;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.tck.OptimizerContract;

/** Every rule of an optimizer, tested by the library's own kit. */
class DifferentialEvolutionContractTest extends OptimizerContract {
  @Override
  protected OptimizerProvider provider() {
    return new DifferentialEvolutionProvider();
  }
}
