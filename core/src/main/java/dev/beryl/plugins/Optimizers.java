package dev.beryl.plugins;

import dev.beryl.fault.Nulls;
import dev.beryl.spi.OptimizerProvider;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceLoader;

/**
 * Lists the installed optimizers: those that {@link ServiceLoader} finds on the module path and the
 * class path, with the current thread's context class loader.
 *
 * <p>If an optimizer cannot be used, because its provider throws, has no name or was built for
 * another version of the SPI, it is not installed and {@link #faults()} says why; the others still
 * work.
 */
public final class Optimizers {
  private Optimizers() {}

  /**
   * Prints {@link #table()}, which shows what an application would find:
   *
   * {@snippet lang=shell :
   * java -cp 'lib/*' dev.beryl.plugins.Optimizers
   * }
   *
   * @param arguments ignored
   */
  public static void main(String... arguments) {
    System.out.print(table());
  }

  private static Plugins<OptimizerProvider> find() {
    return Plugins.find(PluginKind.OPTIMIZER);
  }

  /** {@return the usable optimizers, sorted by name, with their origins} */
  public static List<InstalledPlugin<OptimizerProvider>> installed() {
    return find().installed();
  }

  /**
   * Says what is wrong with optimizers that were found and cannot be used, and which names occur
   * twice.
   *
   * @return a sentence for each fault, with the jar or module; empty if there is no fault
   */
  public static List<String> faults() {
    return find().faults();
  }

  /**
   * Returns a readable table of what is installed: each optimizer's name, version, module or jar,
   * and capabilities; each option's range and default; and the faults.
   *
   * @return text in columns; each line ends with a line feed
   */
  public static String table() {
    return PluginTable.of(find());
  }

  /**
   * Returns the provider with a name.
   *
   * @param name as {@link OptimizerProvider#name()} gives it
   * @return the provider
   * @throws NoSuchElementException if there is none; the message lists the installed names, and the
   *     faults of those that cannot be used
   * @throws IllegalStateException if there are two; the message names their jars or modules
   */
  public static OptimizerProvider named(String name) {
    Nulls.refuse("optimizer: name", name);
    return Plugins.named(PluginKind.OPTIMIZER, name);
  }
}
