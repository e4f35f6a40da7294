package dev.beryl.study;

import dev.beryl.spi.Delegation;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A live view of how far a study is. Read it only during the call that receives it. */
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
   * {@return the trial with the best first objective among completed trials that satisfy all
   * outcome constraints; of equal trials the earliest}
   */
  Optional<Trial> best();

  /**
   * {@return the number of trials told since the best one; if there is none, of all trials told}
   */
  int trialsSinceBest();

  /** {@return how far a study with racing is; empty without racing} */
  default Optional<RaceProgress> race() {
    return Optional.empty();
  }

  /**
   * {@return which optimizers have proposed for the study's so far, in the order of their trials;
   * empty if it proposes itself}
   */
  default List<Delegation> delegations() {
    return List.of();
  }

  /** {@return the time since the study started} */
  Duration elapsed();
}
