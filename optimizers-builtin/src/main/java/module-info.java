/** The optimisers that come with the library: plug-ins like anyone else's. */
module dev.beryl.optimizers {
  requires transitive dev.beryl.spi;

  exports dev.beryl.optimizers;

  provides dev.beryl.spi.OptimizerProvider with
      dev.beryl.optimizers.grid.GridProvider,
      dev.beryl.optimizers.random.RandomProvider;
}
