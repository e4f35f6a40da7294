package dev.beryl.spi;

import java.util.List;

/**
 * The part of a plug-in, optimizer or pruner, that {@link java.util.ServiceLoader} finds.
 *
 * <p>The implementation is a public class with a public constructor without parameters. Declare it
 * in {@code module-info.java} ({@code provides dev.beryl.spi.OptimizerProvider with …}) and in
 * {@code META-INF/services/dev.beryl.spi.OptimizerProvider}, so that it is found on the module path
 * and on the class path; for a pruner, use {@code PrunerProvider}. Instances are stateless and may
 * be used from any thread.
 */
public sealed interface PluginProvider permits OptimizerProvider, PrunerProvider {

  /** {@return the plug-in's name in a study, lower case with dashes, such as {@code cma-es}} */
  String name();

  /** {@return what the plug-in does, in one sentence, for listings} */
  String description();

  /** {@return the options that {@code create} reads, in the order of listings} */
  default List<Option<?>> options() {
    return List.of();
  }
}
