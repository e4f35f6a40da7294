/** The contracts that every optimizer and every pruner must pass, as tests to extend. */
module dev.beryl.tck {
  requires transitive dev.beryl.spi;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;
  requires java.management;
  requires jdk.management;

  exports dev.beryl.tck;

  uses dev.beryl.spi.OptimizerProvider;
  uses dev.beryl.spi.PrunerProvider;
}
