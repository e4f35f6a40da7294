package dev.beryl.quality.pruning;

import dev.beryl.fault.Nearest;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * A named way of pruning.
 *
 * @param create makes it for the setting of a study and a number of steps
 */
public record Rule(String name, BiFunction<PrunerSetting, Integer, Optional<TrialEnding>> create) {
  /** Runs every trial to its end. */
  public static final Rule NONE = new Rule("none", (_, _) -> Optional.empty());

  /** The usual median rule, at any replicate. */
  public static final Rule ANY_MEDIAN =
      new Rule(
          "any-median",
          (setting, steps) -> Optional.of(new UsualMedian(setting.replicates(), steps)));

  /**
   * Reads a rule.
   *
   * @param text {@code none}, {@code any-median}, or the name of a pruner; options may follow, as
   *     in {@code asha:guard=0:rung=0.25}
   * @throws IllegalArgumentException if there is no such pruner or an option is no pair
   */
  public static Rule parse(String text) {
    String[] parts = text.split(":");
    var providers = new TreeMap<String, PrunerProvider>();
    ServiceLoader.load(PrunerProvider.class).forEach(p -> providers.put(p.name(), p));
    PrunerProvider provider = providers.get(parts[0]);
    if (provider != null) {
      Map<String, String> options = options(parts);
      return new Rule(
          text,
          (setting, _) ->
              Optional.of(
                  new PluginEnding(provider.create(setting.withOptions(provider, options)))));
    }
    return switch (text) {
      case "none" -> NONE;
      case "any-median" -> ANY_MEDIAN;
      default ->
          throw new IllegalArgumentException(
              "no pruner '%s'; %s".formatted(text, Nearest.hint(text, providers.keySet())));
    };
  }

  private static Map<String, String> options(String[] parts) {
    var options = new LinkedHashMap<String, String>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("expected option=value, got '" + parts[i] + "'");
      }
      options.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
    }
    return options;
  }
}
