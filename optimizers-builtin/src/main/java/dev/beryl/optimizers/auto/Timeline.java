package dev.beryl.optimizers.auto;

import dev.beryl.spi.OptimizerSetting;

/**
 * When the rules are asked, by how many trials are known or asked for: at the start, where a phase
 * of the present plan ends, after 10 and 40 trials, when noise shows, and where the budget of an
 * open study is assumed anew.
 */
final class Timeline {
  private static final int[] NOISE_SHOWS = {10, 40};
  private static final int FIRST_BUDGET = 200;

  private Timeline() {}

  /** The trials of a study; of an open one 200, and from then on twice as many as there are. */
  static int budget(OptimizerSetting study, int position) {
    return study.trials().orElseGet(() -> openBudget(position));
  }

  private static int openBudget(int position) {
    int budget = FIRST_BUDGET;
    while (budget <= position && budget < 1 << 29) {
      budget *= 2;
    }
    return budget;
  }

  /** Where the rules are asked again after a position; {@link Plan#NEVER} if they are not. */
  static int next(OptimizerSetting study, Plan plan, int position) {
    int next = plan.nextAfter(position);
    for (int shows : NOISE_SHOWS) {
      next = shows > position ? Math.min(next, shows) : next;
    }
    return study.trials().isPresent() ? next : Math.min(next, openBudget(position));
  }
}
