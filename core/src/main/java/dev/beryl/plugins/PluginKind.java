package dev.beryl.plugins;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.PluginProvider;
import dev.beryl.spi.PrunerProvider;
import java.util.function.Function;

/**
 * A kind of plug-in.
 *
 * @param name what one is called
 * @param type what a plug-in implements
 * @param heading of the summaries, in a table
 * @param listing the method that lists what is installed
 * @param summary says in a table what a plug-in does
 */
record PluginKind<P extends PluginProvider>(
    String name, Class<P> type, String heading, String listing, Function<P, String> summary) {
  static final PluginKind<OptimizerProvider> OPTIMIZER =
      new PluginKind<>(
          "optimizer",
          OptimizerProvider.class,
          "capabilities",
          "Optimizers.table()",
          provider -> provider.capabilities().toString());
  static final PluginKind<PrunerProvider> PRUNER =
      new PluginKind<>(
          "pruner",
          PrunerProvider.class,
          "what it does",
          "Pruners.table()",
          PluginProvider::description);
}
