package dev.beryl.spi;

import java.util.Map;

/**
 * A provider together with chosen options: what a typed option set is to a study. Immutable.
 *
 * @param <P> the kind of provider
 */
public sealed interface PluginChoice<P extends PluginProvider>
    permits OptimizerChoice, PrunerChoice {

  /** {@return the provider that is chosen} */
  P provider();

  /**
   * The options that were chosen, as they could be given by name.
   *
   * @return option name to value; those left at their defaults may be absent
   */
  Map<String, Object> chosen();
}
