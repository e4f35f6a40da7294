package dev.beryl;

import dev.beryl.fault.Nearest;
import dev.beryl.spi.OptimizerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** The optimisers that are installed: those that {@link ServiceLoader} finds. */
public final class Optimizers {
  private Optimizers() {}

  /**
   * The providers on the module path and the class path, as the current thread's context class
   * loader sees them.
   *
   * @return the providers, by name
   * @throws ServiceConfigurationError if one of them cannot be loaded; the message names it
   */
  public static List<OptimizerProvider> list() {
    var found = new ArrayList<OptimizerProvider>();
    ServiceLoader.load(OptimizerProvider.class).forEach(found::add);
    found.sort((a, b) -> a.name().compareTo(b.name()));
    return List.copyOf(found);
  }

  /**
   * The provider of a name.
   *
   * @param name as {@link OptimizerProvider#name()} gives it
   * @return the provider
   * @throws NoSuchElementException if there is none; the message lists those there are
   * @throws IllegalStateException if there are two; the message says where they come from
   */
  public static OptimizerProvider named(String name) {
    List<OptimizerProvider> installed = list();
    List<OptimizerProvider> found =
        installed.stream().filter(provider -> provider.name().equals(name)).toList();
    if (found.isEmpty()) {
      var names = new TreeSet<>(installed.stream().map(OptimizerProvider::name).toList());
      throw new NoSuchElementException(
          "no optimizer '%s'; %s; installed are %s. Is its jar on the module or class path?"
              .formatted(
                  name,
                  Nearest.hint(name, names),
                  installed.stream().map(Optimizers::origin).toList()));
    }
    if (found.size() > 1) {
      throw new IllegalStateException(
          "two optimizers are named '%s': %s; take one of their jars away, or give the study a factory"
              .formatted(name, found.stream().map(Optimizers::origin).toList()));
    }
    return found.getFirst();
  }

  /** Name, class, and where the class comes from. */
  private static String origin(OptimizerProvider provider) {
    Class<?> type = provider.getClass();
    var source = type.getProtectionDomain().getCodeSource();
    String from =
        type.getModule().isNamed()
            ? "module " + type.getModule().getName()
            : source == null ? "an unknown place" : source.getLocation().toString();
    return "'%s' (%s from %s)".formatted(provider.name(), type.getName(), from);
  }
}
