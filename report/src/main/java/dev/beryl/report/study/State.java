package dev.beryl.report.study;

import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;

/** How a trial is shown: each state has a word, a shape and a color, so that none is needed alone. */
public enum State {
  /** Completed, and all outcome constraints are satisfied. */
  COMPLETED("completed", "●", "#0072b2"),
  /** Completed, but an outcome constraint is violated. */
  INFEASIBLE("infeasible", "△", "#aa3399"),
  /** A pruner ended it. */
  PRUNED("pruned", "■", "#8a8a8a"),
  /** It failed or timed out. */
  FAILED("failed", "✕", "#c8500a"),
  /** A hard constraint rejected its treatment. */
  REJECTED("rejected", "◇", "#8a6d00");

  private final String word;
  private final String shape;
  private final String color;

  State(String word, String shape, String color) {
    this.word = word;
    this.shape = shape;
    this.color = color;
  }

  /** {@return the state of a trial} */
  public static State of(Trial trial) {
    return switch (trial.outcome()) {
      case Outcome.Completed _ -> trial.isFeasible() ? COMPLETED : INFEASIBLE;
      case Outcome.Pruned _ -> PRUNED;
      case Outcome.Failed _, Outcome.TimedOut _ -> FAILED;
      case Outcome.Rejected _ -> REJECTED;
    };
  }

  /** {@return its name in a sentence} */
  public String word() {
    return word;
  }

  /** {@return its shape as a character} */
  public String shape() {
    return shape;
  }

  /** {@return its color, as {@code #rrggbb}} */
  public String color() {
    return color;
  }
}
