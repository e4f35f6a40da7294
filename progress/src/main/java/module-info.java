/** Shows on a terminal or in a log how far a study is. */
module dev.beryl.progress {
  requires transitive dev.beryl;
  requires me.tongfei.progressbar;
  requires static org.jspecify;

  exports dev.beryl.progress;
}
