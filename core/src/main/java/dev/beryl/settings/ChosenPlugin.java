package dev.beryl.settings;

import dev.beryl.fault.Faults;
import dev.beryl.plugins.Optimizers;
import dev.beryl.plugins.Pruners;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.Options;
import dev.beryl.spi.PluginChoice;
import dev.beryl.spi.PluginProvider;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The optimizer or pruner of a study.
 *
 * @param kind {@code optimizer} or {@code pruner}
 * @param provider gives its provider; one that is chosen by name is looked up by the check
 * @param options the chosen options, by name
 */
public record ChosenPlugin<P extends PluginProvider>(
    String kind, String name, Supplier<P> provider, Map<String, ?> options) {

  public static ChosenPlugin<OptimizerProvider> optimizer(String name, Map<String, ?> options) {
    return new ChosenPlugin<>("optimizer", name, () -> Optimizers.named(name), Map.copyOf(options));
  }

  public static ChosenPlugin<OptimizerProvider> optimizer(OptimizerChoice choice) {
    return of("optimizer", choice);
  }

  public static ChosenPlugin<PrunerProvider> pruner(String name, Map<String, ?> options) {
    return new ChosenPlugin<>("pruner", name, () -> Pruners.named(name), Map.copyOf(options));
  }

  public static ChosenPlugin<PrunerProvider> pruner(PrunerChoice choice) {
    return of("pruner", choice);
  }

  private static <P extends PluginProvider> ChosenPlugin<P> of(
      String kind, PluginChoice<P> choice) {
    P provider = choice.provider();
    return new ChosenPlugin<>(kind, provider.name(), () -> provider, choice.chosen());
  }

  /** Returns this plug-in with its provider looked up; null if a fault was noted. */
  @Nullable ChosenPlugin<P> check(Faults faults) {
    P found;
    try {
      found = provider.get();
    } catch (NoSuchElementException | IllegalStateException none) {
      faults.add("%s", none.getMessage());
      return null;
    }
    try {
      Options.of(title(), found.options(), options);
    } catch (IllegalArgumentException refused) {
      faults.add("%s", refused.getMessage());
      return null;
    }
    return new ChosenPlugin<>(kind, name, () -> found, options);
  }

  /** The plug-in in errors, such as {@code optimizer 'tpe'}. */
  public String title() {
    return kind + " '" + name + "'";
  }

  /** Canonical text, for the study's identity. */
  String identity() {
    return kind + " " + name + (options.isEmpty() ? "" : " " + new TreeMap<>(options));
  }

  @Override
  public String toString() {
    return "'" + name + "'" + (options.isEmpty() ? "" : " " + new TreeMap<>(options));
  }
}
