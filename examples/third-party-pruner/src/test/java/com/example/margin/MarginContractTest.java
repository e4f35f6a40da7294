package com.example.margin;

import dev.beryl.spi.PrunerProvider;
import dev.beryl.tck.PrunerContract;
import java.util.Map;

/** Every rule of a pruner, tested by the library's own kit. */
class MarginContractTest extends PrunerContract {
  @Override
  protected PrunerProvider provider() {
    return new MarginProvider();
  }

  @Override
  protected Map<String, ?> options() {
    return Map.of("margin", 0.2, "warm-up", 2); // the kit's curves have few steps
  }
}
