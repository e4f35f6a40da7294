/** Shows studies: reports, a live page, and the importance of parameters. */
module dev.beryl.report {
  requires transitive dev.beryl;
  requires jdk.httpserver;
  requires static org.jspecify;

  exports dev.beryl.report;
  exports dev.beryl.report.importance;
}
