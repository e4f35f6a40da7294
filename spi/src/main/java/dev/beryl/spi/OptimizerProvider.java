package dev.beryl.spi;

/**
 * Makes optimizers of one kind; found as {@link PluginProvider} says.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="provider"}
 */
public non-sealed interface OptimizerProvider extends PluginProvider {

  /**
   * What its optimizers can do; everything, unless something is declined.
   *
   * @return the same on every call
   */
  default Capabilities capabilities() {
    return Capabilities.all();
  }

  /**
   * Makes an optimizer for one study.
   *
   * @param setting the problem, seed, budget and checked options
   * @return a new optimizer that shares no state with others
   * @throws IllegalArgumentException if it cannot search such a space or for such objectives, see
   *     {@link Capabilities#lacking}, or options do not fit the space; the message says what would
   */
  Optimizer create(OptimizerSetting setting);
}
