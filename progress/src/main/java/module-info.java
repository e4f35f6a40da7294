/** Shows the progress of a study, on a terminal or in a log. */
module dev.beryl.progress {
  requires transitive dev.beryl;
  requires me.tongfei.progressbar;
  requires static org.jspecify;

  exports dev.beryl.progress;
}
