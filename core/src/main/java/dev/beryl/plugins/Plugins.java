package dev.beryl.plugins;

import dev.beryl.fault.Nearest;
import dev.beryl.plugins.origin.PluginFault;
import dev.beryl.spi.PluginProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plug-ins of a kind that the service loader finds. A plug-in that cannot be used becomes a
 * fault with the name of its jar; the others still work.
 *
 * @param installed those that can be used, by name
 * @param faults what is wrong with the others, and names that two of them share
 */
record Plugins<P extends PluginProvider>(
    PluginKind<P> kind, List<InstalledPlugin<P>> installed, List<String> faults) {
  private static final int MOST_FAULTS = 1000;

  /** Those that the current thread's context class loader sees. */
  static <P extends PluginProvider> Plugins<P> find(PluginKind<P> kind) {
    var found = new ArrayList<InstalledPlugin<P>>();
    var faults = new ArrayList<String>();
    Iterator<ServiceLoader.Provider<P>> declared =
        ServiceLoader.load(kind.type()).stream().iterator();
    boolean more = true;
    while (more && faults.size() < MOST_FAULTS) {
      try {
        more = declared.hasNext();
        if (more) {
          add(kind, declared.next(), found, faults);
        }
      } catch (ServiceConfigurationError | LinkageError undeclared) {
        faults.add(
            "%s declared in %s cannot be used: %s"
                .formatted(
                    kind.name(), Declarations.declaring(kind.type(), undeclared), undeclared));
      }
    }
    found.sort(
        Comparator.comparing((InstalledPlugin<P> plugin) -> plugin.name())
            .thenComparing(plugin -> plugin.provider().getClass().getName()));
    faults.addAll(sharedNames(kind, found));
    return new Plugins<>(kind, List.copyOf(found), List.copyOf(faults));
  }

  /**
   * The provider of a name. Asks the others for no more than their names, as each study comes here.
   *
   * @throws NoSuchElementException if there is none
   * @throws IllegalStateException if there are two
   */
  static <P extends PluginProvider> P named(PluginKind<P> kind, String name) {
    P found = null;
    try {
      for (P provider : ServiceLoader.load(kind.type())) {
        if (name.equals(provider.name())) {
          if (found != null) {
            return find(kind).named(name);
          }
          found = provider;
        }
      }
    } catch (Throwable broken) { // another plug-in's, which takes nothing away from this one
      return find(kind).named(name);
    }
    return found != null && lack(found) == null ? found : find(kind).named(name);
  }

  private static <P extends PluginProvider> void add(
      PluginKind<P> kind,
      ServiceLoader.Provider<P> declared,
      List<InstalledPlugin<P>> found,
      List<String> faults) {
    try {
      P provider = declared.get();
      String lack = lack(provider);
      if (lack == null) {
        String _ = kind.summary().apply(provider); // throws here rather than in a listing
        found.add(InstalledPlugin.of(provider));
      } else {
        faults.add(PluginFault.of(kind.name(), declared.type(), "cannot be used: " + lack));
      }
    } catch (Throwable thrown) {
      faults.add(
          PluginFault.of(
              kind.name(),
              declared.type(),
              "cannot be used",
              thrown,
              "its provider must not throw"));
    }
  }

  private static @Nullable String lack(PluginProvider provider) {
    String name = provider.name();
    if (name == null || name.isBlank()) {
      return "its name is %s; expected lower case letters with dashes, such as 'cma-es'"
          .formatted(name == null ? "null" : "blank");
    }
    if (provider.description() == null) {
      return "'%s' has null for its description; expected a sentence".formatted(name);
    }
    return provider.options() == null
        ? "'%s' has null for its options; expected a list".formatted(name)
        : null;
  }

  private static <P extends PluginProvider> List<String> sharedNames(
      PluginKind<P> kind, List<InstalledPlugin<P>> found) {
    return found.stream()
        .collect(Collectors.groupingBy(InstalledPlugin::name, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .filter(namesakes -> namesakes.size() > 1)
        .map(namesakes -> shared(kind, namesakes))
        .toList();
  }

  private static <P extends PluginProvider> String shared(
      PluginKind<P> kind, List<InstalledPlugin<P>> namesakes) {
    return "two %ss are named '%s': %s; remove one of their jars, or choose by typed options"
        .formatted(
            kind.name(),
            namesakes.getFirst().name(),
            namesakes.stream().map(InstalledPlugin::identified).toList());
  }

  private P named(String name) {
    List<InstalledPlugin<P>> found =
        installed.stream().filter(plugin -> plugin.name().equals(name)).toList();
    if (found.isEmpty()) {
      throw new NoSuchElementException(missing(name));
    }
    if (found.size() > 1) {
      throw new IllegalStateException(shared(kind, found));
    }
    return found.getFirst().provider();
  }

  private String missing(String name) {
    var names = new TreeSet<>(installed.stream().map(InstalledPlugin::name).toList());
    String message =
        "no %s '%s'; %s%s Is its jar on the module or class path? %s lists what is there"
            .formatted(
                kind.name(),
                name,
                names.isEmpty() ? "none is installed" : "installed are " + names,
                Nearest.to(name, names)
                    .map(near -> "; did you mean '%s'?".formatted(near))
                    .orElse("."),
                kind.listing());
    return faults.isEmpty() ? message : message + "\n - " + String.join("\n - ", faults);
  }
}
