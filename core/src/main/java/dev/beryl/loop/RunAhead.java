package dev.beryl.loop;

import dev.beryl.execution.local.Unit;
import dev.beryl.space.Treatment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replicates that run before they are chosen, where a slot would wait otherwise. A replicate gives
 * the same values whenever it runs. So one that is chosen later takes its place among the units as
 * if it had been started then, and one that is never chosen leaves no trace: what runs ahead makes
 * no difference to any bit. Used by one thread.
 */
final class RunAhead {
  private final UnitStock stock;
  private final Map<Replicate, Unit> started = new HashMap<>(); // and not chosen yet

  private record Replicate(int trial, int replicate) {}

  /**
   * A trial of which further replicates may be chosen.
   *
   * @param trial its number
   * @param first the first replicate that may be chosen
   * @param end the last one, and one
   */
  record Likely(int trial, Treatment treatment, int first, int end) {}

  RunAhead(UnitStock stock) {
    this.stock = stock;
  }

  /**
   * Takes on one more replicate, of the trial that has the fewest ahead.
   *
   * @param trials of which replicates may be chosen, the most likely first
   * @return what is to be run; null if all that may be chosen has been started
   */
  @Nullable Unit next(List<Likely> trials) {
    int blocks = trials.stream().mapToInt(trial -> trial.end() - trial.first()).max().orElse(0);
    for (int block = 0; block < blocks; block++) {
      for (Likely trial : trials) {
        var replicate = new Replicate(trial.trial(), trial.first() + block);
        if (replicate.replicate() < trial.end()
            && !started.containsKey(replicate)
            && !stock.isRecorded(replicate.trial(), replicate.replicate())) {
          Unit unit = stock.fresh(trial.trial(), trial.treatment(), replicate.replicate());
          started.put(replicate, unit);
          return unit;
        }
      }
    }
    return null;
  }

  /** Hands over a replicate that is chosen now, if it was started; else null. */
  @Nullable Unit take(int trial, int replicate) {
    return started.isEmpty() ? null : started.remove(new Replicate(trial, replicate));
  }
}
