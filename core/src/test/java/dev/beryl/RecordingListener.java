package dev.beryl;

import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A listener that notes what it hears. */
public class RecordingListener implements StudyListener {
  private final List<String> heard = new ArrayList<>();
  private volatile @Nullable StudyResult result;

  public RecordingListener() {}

  public static StudyListener toTrials(Consumer<Trial> consumer) {
    return new StudyListener() {
      @Override
      public void onTrial(Trial trial, Progress progress) {
        consumer.accept(trial);
      }
    };
  }

  @Override
  public void onStart(Progress progress) {
    heard.add("start at " + progress.trials());
  }

  @Override
  public void onTrial(Trial trial, Progress progress) {
    heard.add("trial " + trial.number() + " of " + progress.trials());
  }

  @Override
  public void onEnd(StudyResult result) {
    heard.add("end " + result.ending());
    this.result = result;
  }

  public List<String> heard() {
    return heard;
  }

  public StudyResult result() {
    StudyResult told = result;
    if (told == null) {
      throw new AssertionError("no end was told");
    }
    return told;
  }
}
