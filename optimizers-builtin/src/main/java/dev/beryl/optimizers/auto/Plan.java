package dev.beryl.optimizers.auto;

import java.util.List;

/**
 * What follows from a row for one study.
 *
 * @param row the row
 * @param phases in order; the first starts at 0
 */
record Plan(Row row, List<Phase> phases) {
  static final int NEVER = Integer.MAX_VALUE;

  /** The phase that has a position. */
  Phase at(int position) {
    Phase found = phases.getFirst();
    for (Phase phase : phases) {
      found = phase.first() <= position ? phase : found;
    }
    return found;
  }

  /** Where the first phase after a position starts; {@link #NEVER} if there is none. */
  int nextAfter(int position) {
    for (Phase phase : phases) {
      if (phase.first() > position) {
        return phase.first();
      }
    }
    return NEVER;
  }
}
