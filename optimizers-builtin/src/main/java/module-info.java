/** The optimizers and pruners that come with the library: plug-ins like anyone else's. */
module dev.beryl.optimizers {
  requires transitive dev.beryl.spi;

  exports dev.beryl.optimizers;

  provides dev.beryl.spi.OptimizerProvider with
      dev.beryl.optimizers.Auto,
      dev.beryl.optimizers.CmaEs,
      dev.beryl.optimizers.GaussianProcess,
      dev.beryl.optimizers.Grid,
      dev.beryl.optimizers.Halton,
      dev.beryl.optimizers.LatinHypercube,
      dev.beryl.optimizers.RandomSearch,
      dev.beryl.optimizers.Sobol,
      dev.beryl.optimizers.Tpe;

  uses dev.beryl.spi.PrunerProvider;

  provides dev.beryl.spi.PrunerProvider with
      dev.beryl.optimizers.AshaPruner,
      dev.beryl.optimizers.HyperbandPruner,
      dev.beryl.optimizers.MedianPruner,
      dev.beryl.optimizers.PatientPruner,
      dev.beryl.optimizers.ThresholdPruner;
}
