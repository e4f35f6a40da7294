package dev.beryl.study;

/** Why a study ended. */
public enum Ending {
  /** All of its trials are done. */
  BUDGET,
  /** The optimizer has nothing more to propose. */
  EXHAUSTED,
  /** A trial reached the target value. */
  TARGET,
  /** The best value did not improve for the number of trials set. */
  NO_IMPROVEMENT,
  /** The gain that could be expected of more trials was below the limit of {@code until}. */
  SMALL_GAIN,
  /** A rule set by {@code stopWhen} ended it. */
  RULE,
  /** The wall-clock time limit passed. */
  TIME_LIMIT,
  /** The study was stopped or cancelled, or its session was closed. */
  STOPPED,
  /** The failure policy, a failing optimizer or pruner, or its journal ended it. */
  FAILED
}
