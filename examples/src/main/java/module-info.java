/** The quickstart and what it runs. */
module dev.beryl.examples {
  requires dev.beryl;
  requires dev.beryl.process;
  requires dev.beryl.progress;
  requires dev.beryl.report;
  requires java.logging;
  requires org.tribuo.core;
  requires org.tribuo.classification.core;
  requires org.tribuo.classification.dtree;
  requires org.tribuo.common.tree;
  requires static org.jspecify;
}
