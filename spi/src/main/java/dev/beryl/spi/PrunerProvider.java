package dev.beryl.spi;

import java.util.List;

/**
 * Makes pruners of one kind; found by {@link java.util.ServiceLoader}, declared as an {@link
 * OptimizerProvider} is. Instances are stateless and may be used from any thread.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="pruner-provider"}
 */
public interface PrunerProvider {

  /** {@return the name by which a study asks for it, lower case with dashes} */
  String name();

  /** {@return in one sentence what it stops, for listings} */
  String description();

  /** {@return the options that {@link #create} reads, in the order in which to list them} */
  default List<Option<?>> options() {
    return List.of();
  }

  /**
   * Makes a pruner for one study.
   *
   * @param setting the objectives, seed and checked options
   * @return a new pruner that shares no state with others
   * @throws IllegalArgumentException if it cannot judge such objectives or options contradict each
   *     other; the message says what would do
   */
  Pruner create(PrunerSetting setting);
}
