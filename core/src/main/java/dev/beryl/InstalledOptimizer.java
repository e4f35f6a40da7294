package dev.beryl;

import dev.beryl.spi.Capabilities;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.Option;
import java.util.List;
import java.util.Optional;

/**
 * An optimizer that was found, as a listing shows it.
 *
 * @param name by which a study asks for it
 * @param description what kind of search it is, in one sentence
 * @param version of its module or jar, if that has one
 * @param origin the module, jar or folder that it came from
 * @param capabilities what it can do
 * @param options the options that it reads
 * @param provider who makes it
 */
public record InstalledOptimizer(
    String name,
    String description,
    Optional<String> version,
    String origin,
    Capabilities capabilities,
    List<Option<?>> options,
    OptimizerProvider provider) {

  /** Copies the options. */
  public InstalledOptimizer {
    options = List.copyOf(options);
  }

  /** Asks a provider for all that a listing shows; it throws whatever the provider throws. */
  static InstalledOptimizer of(OptimizerProvider provider) {
    Class<?> type = provider.getClass();
    return new InstalledOptimizer(
        provider.name(),
        provider.description(),
        PluginOrigin.version(type),
        PluginOrigin.of(type),
        provider.capabilities(),
        provider.options(),
        provider);
  }

  /** Name, class and where the class comes from, for a message. */
  String identified() {
    return "'%s' (%s from %s)".formatted(name, provider.getClass().getName(), origin);
  }
}
