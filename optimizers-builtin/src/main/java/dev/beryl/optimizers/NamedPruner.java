package dev.beryl.optimizers;

import dev.beryl.fault.Nearest;
import dev.beryl.spi.Options;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/**
 * A pruner with options. Its text is canonical and can be read again, such as {@code median
 * percentile=25}: the name and any number of {@code option=value}, separated by blanks.
 *
 * @param provider makes it
 * @param chosen the chosen options, checked
 */
record NamedPruner(PrunerProvider provider, Map<String, Object> chosen) implements PrunerChoice {
  private static final Pattern BEFORE_OPTION = Pattern.compile("\\s+(?=[a-z][a-z0-9-]*=)");

  NamedPruner {
    chosen = Map.copyOf(chosen);
  }

  /**
   * Makes one of a choice or text.
   *
   * @throws IllegalArgumentException if there is no such pruner, or none with such options
   */
  static NamedPruner read(Object given) {
    NamedPruner read =
        given instanceof PrunerChoice choice
            ? new NamedPruner(choice.provider(), choice.chosen())
            : parse(given.toString().strip());
    if (read.provider.name().equals("patience")) {
      throw new IllegalArgumentException(
          "option 'over': expected another kind of pruner than 'patience' itself; set its own"
              + " steps");
    }
    read.checked();
    return read;
  }

  private static NamedPruner parse(String text) {
    String[] parts = BEFORE_OPTION.split(text, -1);
    var options = new LinkedHashMap<String, Object>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      String before =
          (String) options.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
      if (before != null) {
        throw new IllegalArgumentException(
            "option 'over': expected each option once, got '%s'".formatted(text));
      }
    }
    return new NamedPruner(named(parts[0]), options);
  }

  private static PrunerProvider named(String name) {
    List<PrunerProvider> installed =
        ServiceLoader.load(PrunerProvider.class).stream().map(ServiceLoader.Provider::get).toList();
    List<PrunerProvider> found =
        installed.stream().filter(provider -> provider.name().equals(name)).toList();
    if (found.size() != 1) {
      List<String> names = installed.stream().map(PrunerProvider::name).sorted().toList();
      throw new IllegalArgumentException(
          "option 'over': expected the name of a pruner, got '%s', and %s are named so; %s"
              .formatted(name, found.isEmpty() ? "none" : "several", Nearest.hint(name, names)));
    }
    return found.getFirst();
  }

  private Options checked() {
    try {
      return Options.of("pruner '" + provider.name() + "'", provider.options(), chosen);
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException("option 'over': " + refused.getMessage(), refused);
    }
  }

  @Override
  public String toString() {
    return (provider.name() + " " + checked()).strip();
  }
}
