package dev.beryl.spi;

import java.util.List;

/**
 * Makes optimizers of one kind; found by {@link java.util.ServiceLoader}.
 *
 * <p>Declare the implementation, a public class with a public constructor without parameters, in
 * {@code module-info.java} ({@code provides dev.beryl.spi.OptimizerProvider with …}) and in {@code
 * META-INF/services/dev.beryl.spi.OptimizerProvider}, so that it is found on the module path and on
 * the class path. Instances are stateless and may be used from any thread.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="provider"}
 */
public interface OptimizerProvider {

  /**
   * {@return the name by which a study asks for it, lower case with dashes, such as {@code cma-es}}
   */
  String name();

  /** {@return in one sentence what kind of search this is, for listings} */
  String description();

  /** {@return the options that {@link #create} reads, in the order in which to list them} */
  default List<Option<?>> options() {
    return List.of();
  }

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
   * @param setting the space, objectives, seed, budget and checked options
   * @return a new optimizer that shares no state with others
   * @throws IllegalArgumentException if it cannot search such a space or for such objectives, see
   *     {@link Capabilities#lacking}, or options do not fit the space; the message says what would
   */
  Optimizer create(OptimizerSetting setting);
}
