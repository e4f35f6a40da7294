package dev.beryl.tck;

import dev.beryl.spi.PluginProvider;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The part of a contract test that a plug-in's author supplies: the provider, and facts that the
 * rules cannot know.
 *
 * @param <P> the kind of provider
 */
public abstract sealed class PluginContract<P extends PluginProvider>
    permits OptimizerContract, PrunerContract {
  PluginContract() {}

  /** {@return the provider under test} */
  protected abstract P provider();

  /**
   * Returns the options with which the plug-in is created.
   *
   * @return option name to value; empty unless overridden
   */
  protected Map<String, ?> options() {
    return Map.of();
  }

  /**
   * Returns the power of the number of told trials with which the cost of an ask or a judgment
   * grows.
   *
   * @return 1 unless overridden, as the rule requires; a Gaussian process may state 3
   */
  protected double costExponent() {
    return 1;
  }

  /**
   * Returns calls that the scan of class files finds, but that do not influence a proposal or a
   * decision, as the author guarantees.
   *
   * @return names in the form that a failure gives, such as {@code java.lang.System.nanoTime} or
   *     {@code static field dev.example.Annealing.cache}; empty unless overridden
   */
  protected Set<String> vouchedFor() {
    return Set.of();
  }

  /**
   * Returns the time after which a case fails because it hangs.
   *
   * @return 60 seconds unless overridden; it is a safety limit, not a measure of speed
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
