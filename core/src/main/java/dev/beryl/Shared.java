package dev.beryl;

import dev.beryl.trial.Objective;
import java.util.List;

/**
 * The facts that all replicates of a study, a run or a call have in common.
 *
 * @param seed of the study or run
 * @param objectives of the study; empty outside one
 */
record Shared(long seed, List<Objective> objectives) {

  static Shared outsideAStudy(long seed) {
    return new Shared(seed, List.of());
  }
}
