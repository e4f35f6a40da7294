package dev.beryl.tck;

import dev.beryl.space.SearchSpace;
import dev.beryl.spi.OptimizerProvider;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The provider under test.
 *
 * @param provider whose optimizers are tested
 * @param options with which they are made
 * @param refuses why a space is refused although the capabilities cover it
 * @param costExponent how the cost of an ask grows with the number of trials, as the author states
 * @param testClass the test's class, as it is run again
 */
record Subject(
    OptimizerProvider provider,
    Map<String, ?> options,
    Function<SearchSpace, Optional<String>> refuses,
    double costExponent,
    String testClass) {

  String who() {
    return "optimizer '%s' (%s)".formatted(provider.name(), Origin.of(provider.getClass()));
  }
}
