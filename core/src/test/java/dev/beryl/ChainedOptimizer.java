package dev.beryl;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Every proposal, and how many there are, depends on all that was told, bit for bit and in its
 * order. Refuses what it did not ask for and what it has been told already.
 */
final class ChainedOptimizer implements Optimizer {
  private final SearchSpace space;
  private final BitSet told = new BitSet();
  private long state;
  private int asked;
  private int mostPending;

  ChainedOptimizer(SearchSpace space, long seed) {
    this.space = space;
    this.state = seed;
  }

  @Override
  public List<Treatment> ask(int max) {
    var proposed = new ArrayList<Treatment>();
    int wanted = 1 + (int) Math.floorMod(state, (long) max);
    while (proposed.size() < wanted) {
      double[] unit = new double[space.dimension()];
      for (int i = 0; i < unit.length; i++) {
        state = mix(state + asked);
        unit[i] = (state >>> 11) * 0x1p-53;
      }
      proposed.add(space.fromUnit(unit));
      asked++;
    }
    mostPending = Math.max(mostPending, asked - told.cardinality());
    return proposed;
  }

  @Override
  public void tell(Trial trial) {
    if (trial.number() >= asked || (trial.number() >= 0 && told.get(trial.number()))) {
      throw new IllegalStateException(trial + " was not asked for, or is told twice");
    }
    if (trial.number() >= 0) {
      told.set(trial.number());
    }
    take(trial.number());
    switch (trial.outcome()) {
      case Outcome.Completed c -> take(Double.doubleToLongBits(trial.loss()));
      case Outcome.Failed f -> take((f.reason() + f.step() + f.replicate()).hashCode());
      case Outcome.TimedOut t -> take(t.replicate());
      case Outcome.Pruned p -> take(p.step());
      case Outcome.Rejected r -> take(r.constraint().hashCode());
    }
    take(trial.reports().hashCode());
  }

  private void take(long value) {
    state = mix(state * 31 + value);
  }

  private static long mix(long z) {
    long y = (z + 0x9e3779b97f4a7c15L ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    y = (y ^ y >>> 27) * 0x94d049bb133111ebL;
    return y ^ y >>> 31;
  }

  int asked() {
    return asked;
  }

  int told() {
    return told.cardinality();
  }

  int mostPending() {
    return mostPending;
  }
}
