package dev.beryl.study;

import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How far a study is. A live view: read it during the call that it is handed to. */
public interface Progress {

  /** {@return the number of trials that were told, whatever their outcome} */
  int trials();

  /** {@return the number of completed trials} */
  int completed();

  /** {@return the number of trials that failed or timed out} */
  int failed();

  /** {@return the value of {@code trials(n)}; empty if it was not set} */
  OptionalInt budget();

  /**
   * {@return the best by the first objective of the completed trials that satisfy all outcome
   * constraints, the earliest of equals}
   */
  Optional<Trial> best();

  /** {@return the number of trials told since the best one, or in all if there is none} */
  int trialsSinceBest();

  /** {@return the time since the study started} */
  Duration elapsed();
}
