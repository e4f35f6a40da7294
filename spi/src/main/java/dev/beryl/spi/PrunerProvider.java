package dev.beryl.spi;

/**
 * Makes pruners of one kind; found as {@link PluginProvider} says.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="pruner-provider"}
 */
public non-sealed interface PrunerProvider extends PluginProvider {

  /**
   * Makes a pruner for one study.
   *
   * @param setting the problem, seed, budget and checked options
   * @return a new pruner that shares no state with others
   * @throws IllegalArgumentException if it cannot judge such objectives or options contradict each
   *     other; the message says what would do
   */
  Pruner create(PrunerSetting setting);
}
