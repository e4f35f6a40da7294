package dev.beryl.tck;

import dev.beryl.spi.PluginProvider;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What an author states of a plug-in that is tested: the provider, and what the rules cannot know.
 *
 * @param <P> the kind of provider
 */
public abstract sealed class PluginContract<P extends PluginProvider>
    permits OptimizerContract, PrunerContract {
  PluginContract() {}

  /** {@return the provider under test} */
  protected abstract P provider();

  /**
   * The options with which its plug-ins are made.
   *
   * @return option name to value; none unless overridden
   */
  protected Map<String, ?> options() {
    return Map.of();
  }

  /**
   * How the cost of an ask or a judgment grows: with which power of the number of trials told.
   *
   * @return 1 unless overridden, which is what the rule asks for; a Gaussian process may state 3
   */
  protected double costExponent() {
    return 1;
  }

  /**
   * Calls that the scan of the class files finds, and that the author vouches for: none of them has
   * a part in a proposal or a decision.
   *
   * @return names as a failure gives them, such as {@code java.lang.System.nanoTime} or {@code
   *     static field dev.example.Annealing.cache}; none unless overridden
   */
  protected Set<String> vouchedFor() {
    return Set.of();
  }

  /**
   * When a case is given up as hanging.
   *
   * @return 60 seconds unless overridden; a limit for accidents, not a measure of speed
   */
  protected Duration patience() {
    return Duration.ofSeconds(60);
  }

  /** The test's class, as it is run again. */
  final String testClass() {
    String name = getClass().getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
