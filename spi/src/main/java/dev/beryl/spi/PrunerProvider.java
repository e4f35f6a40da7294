package dev.beryl.spi;

/**
 * Creates pruners of one kind. {@link PluginProvider} says how providers are found.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="pruner-provider"}
 */
public non-sealed interface PrunerProvider extends PluginProvider {

  /**
   * Creates a pruner for one study.
   *
   * @param setting the problem, seed, budget and checked options
   * @return a new pruner that shares no state with others
   * @throws IllegalArgumentException if the pruner cannot judge such objectives or if options
   *     contradict each other; the message says what would be accepted
   */
  Pruner create(PrunerSetting setting);
}
