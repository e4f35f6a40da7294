package dev.beryl.study;

/** Why a study ended. */
public enum Ending {
  /** The number of trials that was asked for is done. */
  BUDGET,
  /** The optimizer has nothing more to propose. */
  EXHAUSTED,
  /** A trial reached the target value. */
  TARGET,
  /** The best value did not improve for the number of trials that was asked for. */
  NO_IMPROVEMENT,
  /** The user's own rule said so. */
  RULE,
  /** The wall-clock deadline passed. */
  DEADLINE,
  /** It was cancelled or its session was closed. */
  STOPPED,
  /** The failure policy or a failing optimizer ended it. */
  FAILED
}
