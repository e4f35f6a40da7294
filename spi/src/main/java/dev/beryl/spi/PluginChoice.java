package dev.beryl.spi;

import java.util.Map;

/**
 * A provider with chosen options, in the form that a study takes. Immutable.
 *
 * @param <P> the kind of provider
 */
public sealed interface PluginChoice<P extends PluginProvider>
    permits OptimizerChoice, PrunerChoice {

  /** {@return the chosen provider} */
  P provider();

  /**
   * Returns the chosen options by name.
   *
   * @return option name to value; those left at their defaults may be absent
   */
  Map<String, Object> chosen();
}
