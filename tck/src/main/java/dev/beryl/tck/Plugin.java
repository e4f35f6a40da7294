package dev.beryl.tck;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import dev.beryl.spi.PrunerProvider;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What providers of optimizers and of pruners have in common.
 *
 * @param service the type that the service loader is asked for
 * @param type the provider's class
 * @param name asks for its name
 * @param description asks for its description
 * @param options asks for its options
 * @param given checks options that are given by name
 * @param providers finds the service's providers as a class loader sees them
 */
record Plugin(
    Class<?> service,
    Class<?> type,
    Supplier<String> name,
    Supplier<String> description,
    Supplier<List<Option<?>>> options,
    Function<Map<String, ?>, Options> given,
    Function<ClassLoader, ServiceLoader<?>> providers) {

  static Plugin of(OptimizerProvider provider) {
    return new Plugin(
        OptimizerProvider.class,
        provider.getClass(),
        provider::name,
        provider::description,
        provider::options,
        given -> Options.of("optimizer", provider.options(), given),
        loader -> ServiceLoader.load(OptimizerProvider.class, loader));
  }

  static Plugin of(PrunerProvider provider) {
    return new Plugin(
        PrunerProvider.class,
        provider.getClass(),
        provider::name,
        provider::description,
        provider::options,
        given -> Options.of("pruner", provider.options(), given),
        loader -> ServiceLoader.load(PrunerProvider.class, loader));
  }
}
