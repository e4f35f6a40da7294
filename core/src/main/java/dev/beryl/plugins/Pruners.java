package dev.beryl.plugins;

import dev.beryl.spi.PrunerProvider;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceLoader;

/**
 * The pruners that are installed: those that {@link ServiceLoader} finds on the module path and the
 * class path, as the current thread's context class loader sees them.
 *
 * <p>A pruner that cannot be used, because its provider throws, has no name or was built for
 * another version of the SPI, is left out and listed among the {@link #faults()}; the others work.
 */
public final class Pruners {
  private Pruners() {}

  /**
   * Prints {@link #table()}, to see what an application would find:
   *
   * {@snippet lang=shell :
   * java -cp 'lib/*' dev.beryl.plugins.Pruners
   * }
   *
   * @param arguments ignored
   */
  public static void main(String... arguments) {
    System.out.print(table());
  }

  private static Plugins<PrunerProvider> find() {
    return Plugins.find(PluginKind.PRUNER);
  }

  /** {@return all that can be used, by name, with where they come from} */
  public static List<InstalledPlugin<PrunerProvider>> installed() {
    return find().installed();
  }

  /**
   * What is wrong with the pruners that were found and cannot be used, and which names two of them
   * share.
   *
   * @return a sentence for each, with the jar or module; none if all is well
   */
  public static List<String> faults() {
    return find().faults();
  }

  /**
   * What is installed, for people: each pruner's name, version, module or jar, and what it does;
   * each option's range and default; and the faults.
   *
   * @return text in columns, each line ended by a line feed
   */
  public static String table() {
    return PluginTable.of(find());
  }

  /**
   * The provider of a name.
   *
   * @param name as {@link PrunerProvider#name()} gives it
   * @return the provider
   * @throws NoSuchElementException if there is none; the message lists those there are, and the
   *     faults of those that cannot be used
   * @throws IllegalStateException if there are two; the message says where they come from
   */
  public static PrunerProvider named(String name) {
    return find().named(name);
  }
}
