package dev.beryl.spi;

import java.util.Map;

/**
 * A pruner's provider together with chosen options. Immutable.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="pruner-factory"}
 */
public interface PrunerChoice {

  /** {@return who makes the pruner} */
  PrunerProvider provider();

  /**
   * The options that were chosen, as they could be given by name.
   *
   * @return option name to value; those left at their defaults may be absent
   */
  Map<String, Object> options();
}
