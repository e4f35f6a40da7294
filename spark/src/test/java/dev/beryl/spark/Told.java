package dev.beryl.spark;

import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.trial.Trial;
import java.util.function.IntConsumer;

/** Hears the numbers of trials as they are told, on the thread of the study's loop. */
record Told(IntConsumer hearer) implements StudyListener {
  @Override
  public void onTrial(Trial trial, Progress progress) {
    hearer.accept(trial.number());
  }
}
