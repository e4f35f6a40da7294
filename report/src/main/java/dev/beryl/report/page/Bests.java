package dev.beryl.report.page;

import dev.beryl.report.study.State;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** What several views ask of trials. */
final class Bests {
  private Bests() {}

  /** Trials that improved on all before them, by the first objective. */
  static List<Integer> improvements(List<Trial> trials) {
    var indices = new ArrayList<Integer>();
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      if (trial.isFeasible() && (trial.loss() < best || indices.isEmpty())) {
        best = trial.loss();
        indices.add(i);
      }
    }
    return indices;
  }

  /** Feasible trials first, by their first loss; then infeasible ones; others as they are. */
  static Comparator<Trial> order() {
    return Comparator.<Trial>comparingInt(trial -> State.of(trial).rank())
        .thenComparingDouble(trial -> trial.isCompleted() ? trial.loss() : 0)
        .thenComparingInt(Trial::number);
  }

  /** The best of those that a condition holds for, in their order; without sorting all. */
  static List<Trial> best(List<Trial> trials, Predicate<Trial> condition, int most) {
    Comparator<Trial> order = order();
    var queue = new PriorityQueue<>(order.reversed()); // the worst of those kept comes first
    for (Trial trial : trials) {
      if (condition.test(trial)
          && (queue.size() < most || order.compare(trial, queue.element()) < 0)) {
        queue.add(trial);
        if (queue.size() > most) {
          queue.poll();
        }
      }
    }
    return queue.stream().sorted(order).toList();
  }

  /**
   * A scale that shows the better values: where a few worse ones are far away, it ends before them.
   */
  static Scale scale(List<Trial> trials, int objective) {
    double[] losses =
        trials.stream()
            .filter(Trial::isCompleted)
            .mapToDouble(trial -> trial.loss(objective))
            .sorted()
            .toArray();
    if (losses.length == 0) {
      return Scale.linear(0, 1);
    }
    double most = losses[losses.length - 1];
    double late = losses[(int) (0.95 * (losses.length - 1))];
    double middle = losses[losses.length / 2];
    double end = Math.min(most, Math.max(late, middle) + 1.5 * (late - losses[0]));
    boolean cut = end < losses[0] + 0.6 * (most - losses[0]) && losses.length > 10;
    double[] ends = {losses[0], cut ? end : most};
    if (trials.getFirst().objectives().get(objective).loss(1) < 0) {
      ends = new double[] {-ends[1], -ends[0]};
    }
    Arrays.sort(ends);
    return Scale.around(ends[0], ends[1]);
  }

  /** How many completed trials are beyond the ends of a scale. */
  static long beyond(List<Trial> trials, int objective, Scale scale) {
    return trials.stream()
        .filter(Trial::isCompleted)
        .mapToDouble(trial -> trial.value(objective))
        .filter(value -> value < scale.low() || value > scale.high())
        .count();
  }
}
