/** The contract that every runner must pass, as tests to extend. */
module dev.beryl.runner.tck {
  requires transitive dev.beryl;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports dev.beryl.runner.tck;
}
