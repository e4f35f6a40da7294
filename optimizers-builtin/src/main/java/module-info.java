/** The optimizers and pruners that come with the library: plug-ins like anyone else's. */
module dev.beryl.optimizers {
  requires transitive dev.beryl.spi;

  exports dev.beryl.optimizers;

  provides dev.beryl.spi.OptimizerProvider with
      dev.beryl.optimizers.cma.CmaEsProvider,
      dev.beryl.optimizers.grid.GridProvider,
      dev.beryl.optimizers.quasi.HaltonProvider,
      dev.beryl.optimizers.quasi.LatinHypercubeProvider,
      dev.beryl.optimizers.quasi.SobolProvider,
      dev.beryl.optimizers.random.RandomProvider,
      dev.beryl.optimizers.tpe.TpeProvider;

  uses dev.beryl.spi.PrunerProvider;

  provides dev.beryl.spi.PrunerProvider with
      dev.beryl.optimizers.pruning.AshaProvider,
      dev.beryl.optimizers.pruning.MedianProvider,
      dev.beryl.optimizers.pruning.PatienceProvider,
      dev.beryl.optimizers.pruning.ThresholdProvider;
}
