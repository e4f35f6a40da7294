package dev.beryl;

import dev.beryl.fault.Nearest;
import dev.beryl.spi.OptimizerProvider;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceLoader;
import java.util.TreeSet;

/**
 * The optimizers that are installed: those that {@link ServiceLoader} finds on the module path and
 * the class path, as the current thread's context class loader sees them.
 *
 * <p>An optimizer that cannot be used, as its provider throws or was built for another version of
 * the SPI, is left out and listed among the {@link #faults()}; the others can be used all the same.
 */
public final class Optimizers {
  private Optimizers() {}

  /**
   * Prints {@link #table()}, to see what an application would find:
   *
   * {@snippet lang=shell :
   * java -cp 'lib/*' dev.beryl.Optimizers
   * }
   *
   * @param arguments ignored
   */
  public static void main(String... arguments) {
    System.out.print(table());
  }

  /** {@return the providers of all that can be used, by name} */
  public static List<OptimizerProvider> list() {
    return installed().stream().map(InstalledOptimizer::provider).toList();
  }

  /** {@return all that can be used, by name, with where they come from and what they can do} */
  public static List<InstalledOptimizer> installed() {
    return Installed.now().optimizers();
  }

  /**
   * What is wrong with the optimizers that were found and cannot be used, and which names two of
   * them share.
   *
   * @return a sentence for each, with the jar or module; none if all is well
   */
  public static List<String> faults() {
    return Installed.now().faults();
  }

  /**
   * What is installed, for people: each optimizer's name, version, module or jar, and capabilities;
   * each option's range and default; and the faults.
   *
   * @return text in columns, each line ended by a line feed
   */
  public static String table() {
    return OptimizerTable.of(Installed.now());
  }

  /**
   * The provider of a name.
   *
   * @param name as {@link OptimizerProvider#name()} gives it
   * @return the provider
   * @throws NoSuchElementException if there is none; the message lists those there are, and the
   *     faults of those that cannot be used
   * @throws IllegalStateException if there are two; the message says where they come from
   */
  public static OptimizerProvider named(String name) {
    Installed installed = Installed.now();
    List<InstalledOptimizer> found =
        installed.optimizers().stream().filter(optimizer -> optimizer.name().equals(name)).toList();
    if (found.isEmpty()) {
      throw new NoSuchElementException(missing(name, installed));
    }
    if (found.size() > 1) {
      throw new IllegalStateException(Installed.shared(name, found));
    }
    return found.getFirst().provider();
  }

  private static String missing(String name, Installed installed) {
    var names =
        new TreeSet<>(installed.optimizers().stream().map(InstalledOptimizer::name).toList());
    String message =
        "no optimizer '%s'; %s; installed are %s. Is its jar on the module or class path?"
            .formatted(
                name,
                Nearest.hint(name, names),
                installed.optimizers().stream().map(InstalledOptimizer::identified).toList());
    return installed.faults().isEmpty()
        ? message
        : message + "\n - " + String.join("\n - ", installed.faults());
  }
}
