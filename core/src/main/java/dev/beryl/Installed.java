package dev.beryl;

import dev.beryl.spi.OptimizerProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The optimizers that a service loader finds. One that cannot be used is a fault with the name of
 * its jar, and takes nothing away from the others.
 *
 * @param optimizers those that can be used, by name
 * @param faults what is wrong with the others, and names that two of them share
 */
record Installed(List<InstalledOptimizer> optimizers, List<String> faults) {
  private static final String DECLARATION =
      "META-INF/services/" + OptimizerProvider.class.getName();
  private static final int MOST_FAULTS = 1000;

  /** Those that the current thread's context class loader sees. */
  static Installed now() {
    var found = new ArrayList<InstalledOptimizer>();
    var faults = new ArrayList<String>();
    ServiceLoader<OptimizerProvider> loader = ServiceLoader.load(OptimizerProvider.class);
    Iterator<ServiceLoader.Provider<OptimizerProvider>> providers = loader.stream().iterator();
    boolean more = true;
    while (more && faults.size() < MOST_FAULTS) {
      try {
        more = providers.hasNext();
        if (more) {
          add(providers.next(), found, faults);
        }
      } catch (ServiceConfigurationError | LinkageError undeclared) {
        faults.add(undeclared(undeclared));
      }
    }
    found.sort(
        Comparator.comparing(InstalledOptimizer::name)
            .thenComparing(optimizer -> optimizer.provider().getClass().getName()));
    faults.addAll(sharedNames(found));
    return new Installed(List.copyOf(found), List.copyOf(faults));
  }

  private static void add(
      ServiceLoader.Provider<OptimizerProvider> declared,
      List<InstalledOptimizer> found,
      List<String> faults) {
    try {
      found.add(InstalledOptimizer.of(declared.get()));
    } catch (ServiceConfigurationError | LinkageError | RuntimeException thrown) {
      faults.add(unusable(declared.type(), thrown));
    }
  }

  private static String unusable(Class<?> type, Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && !(cause instanceof LinkageError)) {
      cause = cause.getCause();
    }
    String advice =
        cause instanceof LinkageError
            ? "it was built for %s, and this is %s; take a version of the plug-in that fits"
                .formatted(
                    PluginOrigin.builtFor(type)
                        .map(version -> "version " + version + " of dev.beryl.spi")
                        .orElse("another version of dev.beryl.spi, or lacks a library"),
                    PluginOrigin.version(OptimizerProvider.class).orElse("another one"))
            : "its provider must not throw";
    return "optimizer of %s, class %s, cannot be used: %s; %s"
        .formatted(PluginOrigin.of(type), type.getName(), cause, advice);
  }

  /** A declaration that leads to no class: the jar is the one whose file has the class's name. */
  private static String undeclared(Throwable error) {
    String message = String.valueOf(error.getMessage());
    String from =
        declarations().entrySet().stream()
            .filter(declared -> message.contains(declared.getKey()))
            .map(declared -> declared.getValue())
            .findFirst()
            .orElse("an unknown place");
    return "an optimizer that is declared in %s cannot be used: %s".formatted(from, error);
  }

  /** Class names and messages' places to the file that declares them. */
  private static TreeMap<String, String> declarations() {
    var places = new TreeMap<String, String>();
    ClassLoader loader =
        Optional.ofNullable(Thread.currentThread().getContextClassLoader())
            .orElseGet(ClassLoader::getSystemClassLoader);
    try {
      for (URL file : Collections.list(loader.getResources(DECLARATION))) {
        places.put(file.toString(), file.toString());
        try (var reader =
            new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
          reader
              .lines()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(name -> !name.isEmpty())
              .forEach(name -> places.put(name, file.toString()));
        }
      }
    } catch (IOException unreadable) {
      places.putIfAbsent(String.valueOf(unreadable.getMessage()), unreadable.toString());
    }
    return places;
  }

  private static List<String> sharedNames(List<InstalledOptimizer> found) {
    return found.stream()
        .collect(Collectors.groupingBy(InstalledOptimizer::name, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .filter(named -> named.getValue().size() > 1)
        .map(named -> shared(named.getKey(), named.getValue()))
        .toList();
  }

  static String shared(String name, List<InstalledOptimizer> namesakes) {
    return "two optimizers are named '%s': %s; take one of their jars away, or give the study a factory"
        .formatted(name, namesakes.stream().map(InstalledOptimizer::identified).toList());
  }
}
