/**
 * What an optimizer plug-in sees: search spaces, trials, random streams, and the service to
 * implement.
 */
module dev.beryl.spi {
  requires static transitive org.jspecify;

  exports dev.beryl.fault;
  exports dev.beryl.random;
  exports dev.beryl.space;
  exports dev.beryl.spi;
  exports dev.beryl.trial;
}
