package dev.beryl.plugins;

import dev.beryl.fault.Nulls;
import dev.beryl.plugins.origin.PluginOrigin;
import dev.beryl.spi.Option;
import dev.beryl.spi.PluginProvider;
import java.util.List;
import java.util.Optional;

/**
 * An installed optimizer or pruner, as listings show it.
 *
 * @param name the plug-in's name in a study
 * @param description what the plug-in does, in one sentence
 * @param version the version of its module or jar, if that has one
 * @param origin the module, jar or folder that it comes from
 * @param options the options that the plug-in reads
 * @param provider the provider that creates it; an optimizer's provider has its capabilities
 * @param <P> the kind of provider
 */
public record InstalledPlugin<P extends PluginProvider>(
    String name,
    String description,
    Optional<String> version,
    String origin,
    List<Option<?>> options,
    P provider) {

  /** Copies the options. */
  public InstalledPlugin {
    Nulls.refuse("installed plug-in: name", name);
    Nulls.refuse("installed plug-in: description", description);
    Nulls.refuse("installed plug-in: version", version);
    Nulls.refuse("installed plug-in: origin", origin);
    Nulls.refuseIn("installed plug-in: options", options);
    Nulls.refuse("installed plug-in: provider", provider);
    options = List.copyOf(options);
  }

  /** Asks a provider for all that a listing shows; throws whatever the provider throws. */
  static <P extends PluginProvider> InstalledPlugin<P> of(P provider) {
    Class<?> type = provider.getClass();
    return new InstalledPlugin<>(
        provider.name(),
        provider.description(),
        PluginOrigin.version(type),
        PluginOrigin.of(type),
        provider.options(),
        provider);
  }

  /** Name, class and where the class comes from, for a message. */
  String identified() {
    return "'%s' (%s from %s)".formatted(name, provider.getClass().getName(), origin);
  }
}
