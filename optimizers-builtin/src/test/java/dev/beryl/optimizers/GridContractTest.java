package dev.beryl.optimizers;

import dev.beryl.space.SearchSpace;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.tck.OptimizerContract;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

class GridContractTest extends OptimizerContract {
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  @Override
  protected OptimizerProvider provider() {
    return Grid.withDefaults().provider();
  }

  @Override
  protected Map<String, ?> options() {
    return Map.of("partial", true);
  }

  /** Two points of a continuum are the fewest that a grid takes. */
  @Override
  protected Optional<String> refuses(SearchSpace space) {
    BigInteger size =
        space.parameters().stream()
            .map(parameter -> BigInteger.valueOf(parameter.levels().orElse(2)))
            .reduce(BigInteger.ONE, BigInteger::multiply);
    return !space.isConditional() && size.compareTo(MOST) > 0
        ? Optional.of("the grid has more than 2^63 - 1 treatments")
        : Optional.empty();
  }
}
