package dev.beryl.spi;

import java.util.Map;

/**
 * A provider together with chosen options: what a typed option set such as {@code
 * Grid.withDefaults().points(5)} is to a study. Immutable.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="factory"}
 */
public interface OptimizerChoice {

  /** {@return who makes the optimizer} */
  OptimizerProvider provider();

  /**
   * The options that were chosen, as they could be given by name.
   *
   * @return option name to value; those left at their defaults may be absent
   */
  Map<String, Object> options();
}
