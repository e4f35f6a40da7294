/** A pruner plug-in that compares each trial with the best. */
module com.example.margin {
  requires transitive dev.beryl.spi;

  exports com.example.margin;

  provides dev.beryl.spi.PrunerProvider with
      com.example.margin.MarginProvider;
}
