package dev.beryl.spi;

/**
 * Creates optimizers of one kind. {@link PluginProvider} says how providers are found.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="provider"}
 */
public non-sealed interface OptimizerProvider extends PluginProvider {

  /**
   * Returns what the provider's optimizers can do; by default {@link Capabilities#all}.
   *
   * @return the capabilities, the same on every call
   */
  default Capabilities capabilities() {
    return Capabilities.all();
  }

  /**
   * Creates an optimizer for one study.
   *
   * @param setting the problem, seed, budget and checked options
   * @return a new optimizer that shares no state with others
   * @throws IllegalArgumentException if the optimizer cannot search such a space or for such
   *     objectives, see {@link Capabilities#lacking}, or if options do not fit the space; the
   *     message says what would be accepted
   */
  Optimizer create(OptimizerSetting setting);
}
