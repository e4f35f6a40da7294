/** Experiments, studies, the trial loop, metric storage and the execution of replicates. */
module dev.beryl {
  requires transitive dev.beryl.spi;
  requires static transitive org.jspecify;
  requires org.eclipse.collections.api;
  requires org.eclipse.collections.impl;
  requires jdk.jfr;
  requires tools.jackson.core;

  exports dev.beryl;
  exports dev.beryl.execution;
  exports dev.beryl.journal;
  exports dev.beryl.plugins;
  exports dev.beryl.study;

  uses dev.beryl.spi.OptimizerProvider;
  uses dev.beryl.spi.PrunerProvider;
}
