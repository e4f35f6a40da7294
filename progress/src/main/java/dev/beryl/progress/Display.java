package dev.beryl.progress;

import dev.beryl.study.Progress;
import dev.beryl.study.StudyResult;

/** How the progress of one study is shown. */
sealed interface Display extends AutoCloseable permits PlainLines, TerminalBar {

  void onTrial(Progress progress);

  void onEnd(StudyResult result);

  /** May be called twice. */
  @Override
  void close();
}
