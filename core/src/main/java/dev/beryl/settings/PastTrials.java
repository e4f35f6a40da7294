package dev.beryl.settings;

import dev.beryl.trial.Trial;
import java.nio.file.Path;
import java.util.List;

/** Where the trials of a warm start come from. */
public sealed interface PastTrials {

  /** The trials of another study's journal. */
  record Recorded(Path journal) implements PastTrials {
    @Override
    public String toString() {
      return journal.toString();
    }
  }

  /** Trials that the caller has. */
  record Given(List<Trial> trials) implements PastTrials {
    public Given {
      trials = List.copyOf(trials);
    }

    @Override
    public String toString() {
      return trials.size() == 1 ? "1 trial" : trials.size() + " trials";
    }
  }
}
