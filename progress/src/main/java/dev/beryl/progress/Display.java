package dev.beryl.progress;

import dev.beryl.spi.Delegation;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyResult;

/** How the progress of one study is shown. */
sealed interface Display extends AutoCloseable permits PlainLines, TerminalBar {

  /** The optimizer lets another one propose. */
  void onDelegation(Delegation delegation);

  void onTrial(Progress progress);

  void onEnd(StudyResult result);

  /** May be called twice. */
  @Override
  void close();
}
