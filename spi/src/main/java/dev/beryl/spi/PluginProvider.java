package dev.beryl.spi;

import java.util.List;

/**
 * What {@link java.util.ServiceLoader} finds of a plug-in, optimizer or pruner.
 *
 * <p>Declare the implementation, a public class with a public constructor without parameters, in
 * {@code module-info.java} ({@code provides dev.beryl.spi.OptimizerProvider with …}) and in {@code
 * META-INF/services/dev.beryl.spi.OptimizerProvider}, so that it is found on the module path and on
 * the class path; a pruner's accordingly. Instances are stateless and may be used from any thread.
 */
public sealed interface PluginProvider permits OptimizerProvider, PrunerProvider {

  /**
   * {@return the name by which a study asks for it, lower case with dashes, such as {@code cma-es}}
   */
  String name();

  /** {@return in one sentence what it does, for listings} */
  String description();

  /** {@return the options that {@code create} reads, in the order in which to list them} */
  default List<Option<?>> options() {
    return List.of();
  }
}
