/** Commands as replicates: runs programs, reads what they print, and ends their processes. */
module dev.beryl.process {
  requires transitive dev.beryl;
  requires static org.jspecify;
  requires tools.jackson.core;

  exports dev.beryl.process;
}
