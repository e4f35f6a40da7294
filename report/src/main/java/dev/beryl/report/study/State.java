package dev.beryl.report.study;

import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;

/**
 * How a trial is shown: each state has a word, a shape and a color, so that none is needed alone.
 */
public enum State {
  /** Completed, and all outcome constraints are satisfied. */
  COMPLETED(0, "completed", "●", "#0072b2"),
  /** Completed, but an outcome constraint is violated. */
  INFEASIBLE(1, "infeasible", "△", "#aa3399"),
  /** A pruner ended it. */
  PRUNED(2, "pruned", "■", "#8a8a8a"),
  /** It failed or timed out. */
  FAILED(3, "failed", "✕", "#c8500a"),
  /** A hard constraint rejected its treatment. */
  REJECTED(4, "rejected", "◇", "#8a6d00");

  private final int rank;
  private final String word;
  private final String shape;
  private final String color;

  State(int rank, String word, String shape, String color) {
    this.rank = rank;
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

  /** {@return its place in tables and charts, from 0, the best first} */
  public int rank() {
    return rank;
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
