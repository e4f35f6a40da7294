/** The command line: studies of programs, described in a file. */
module dev.beryl.cli {
  requires dev.beryl;
  requires dev.beryl.process;
  requires dev.beryl.progress;
  requires dev.beryl.report;
  requires info.picocli;
  requires org.snakeyaml.engine;
  requires static org.jspecify;

  exports dev.beryl.cli;

  opens dev.beryl.cli to
      info.picocli; // it sets the fields that its annotations mark
}
