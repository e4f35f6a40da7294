package dev.beryl.optimizers.pruning;

import java.util.Arrays;

/**
 * The losses of earlier learning curves at each step, by replicate and objective. Memory is linear
 * in the number of reports.
 *
 * <p>An instance and all its parts are immutable: a pruner replaces its own by a larger one at
 * every {@code tell}, and a judge keeps the one of its {@code begin}. Judges thus see exactly what
 * was told before, and read it without locks while later trials are told. Everything is reached
 * through final fields, so that a judge may be handed to another thread in any way.
 */
final class KnownLosses {
  private final int objectives;
  private final int trials;
  private final StepMap[] maps; // by replicate, then objective

  private KnownLosses(int objectives, int trials, StepMap[] maps) {
    this.objectives = objectives;
    this.trials = trials;
    this.maps = maps;
  }

  static KnownLosses none(int objectives) {
    return new KnownLosses(objectives, 0, new StepMap[0]);
  }

  /** How many trials have contributed losses. */
  int trials() {
    return trials;
  }

  OrderStatistics at(int replicate, int objective, long step) {
    long index = (long) replicate * objectives + objective;
    return index < maps.length ? maps[(int) index].at(step) : OrderStatistics.EMPTY;
  }

  /** Starts the addition of one trial. */
  Addition add() {
    return new Addition(this);
  }

  /** Adds one trial's losses to what is known. Not thread safe. */
  static final class Addition {
    private final KnownLosses before;
    private StepMap[] maps;
    private boolean changed;

    private Addition(KnownLosses before) {
      this.before = before;
      this.maps = before.maps.clone();
    }

    /** Adds a loss; NaN is ignored. */
    void put(int replicate, int objective, long step, double loss) {
      if (Double.isNaN(loss)) {
        return;
      }
      int index = Math.addExact(Math.multiplyExact(replicate, before.objectives), objective);
      if (index >= maps.length) {
        int length = Math.multiplyExact(replicate + 1, before.objectives);
        StepMap[] longer = Arrays.copyOf(maps, length);
        Arrays.fill(longer, maps.length, length, StepMap.EMPTY);
        maps = longer;
      }
      maps[index] = maps[index].with(step, loss);
      changed = true;
    }

    /** {@return these losses and those added; nothing may be added afterwards} */
    KnownLosses done() {
      return changed ? new KnownLosses(before.objectives, before.trials + 1, maps) : before;
    }
  }
}
