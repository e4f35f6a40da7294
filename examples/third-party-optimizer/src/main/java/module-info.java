/** Differential evolution as an optimizer plug-in. */
module com.example.evolution {
  requires transitive dev.beryl.spi;

  exports com.example.evolution;

  provides dev.beryl.spi.OptimizerProvider with
      com.example.evolution.DifferentialEvolutionProvider;
}
