package dev.beryl.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a study with racing: chooses units, and takes them in when they are committed. */
interface RacePhase {

  /** What is chosen next; null if nothing more is. */
  @Nullable RaceUnit next();

  /** Takes in a unit, in the order of choosing. */
  void commit(RaceUnit unit);

  /** The trials of which further replicates may be chosen later, the most likely first. */
  List<RunAhead.Likely> likely();

  /** Whether what is in flight is of no use any more. */
  default boolean isOver() {
    return false;
  }
}
