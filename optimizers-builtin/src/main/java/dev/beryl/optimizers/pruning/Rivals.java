package dev.beryl.optimizers.pruning;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The trials that one is compared with, by a rule.
 *
 * @param guard of how many of the best trials a trial must be worse than each
 */
record Rivals(ComparisonRule rule, int guard, Population known) implements Standards {
  @Override
  public boolean isBehind(long place, long step, double... losses) {
    KnownCurves others = known.curves();
    return rule.curves().isBehind(others.valuesAt(place), others.stoppedBefore(step), losses);
  }

  @Override
  public boolean isBehindAtTheEnd(long place, long step, double end) {
    KnownCurves others = known.curves();
    return rule.curves().isBehind(others.endsAt(place), others.stoppedBefore(step), end);
  }

  @Override
  public boolean isWorseThanTheBest(long step, double... losses) {
    return isWorseThanTheBest(best -> best.curve().at(step), losses);
  }

  /** Whether losses after some replicates are behind. */
  boolean isBehindAfter(int replicates, double... losses) {
    return rule.rounds().isBehind(known.after(replicates), known.prunedBefore(replicates), losses)
        && isWorseThanTheBest(best -> best.rounds().get(replicates), losses);
  }

  /** Whether each of the best trials was better at the same checkpoint. */
  private boolean isWorseThanTheBest(
      Function<ToldTrial, double @Nullable []> there, double[] losses) {
    for (ToldTrial best : known.best()) {
      double[] theirs = there.apply(best);
      if (theirs == null || !LossVectors.dominates(theirs, losses)) {
        return false;
      }
    }
    return guard == 0 || !known.best().isEmpty();
  }
}
