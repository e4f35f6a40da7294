package dev.beryl.optimizers.auto;

import dev.beryl.optimizers.model.OverallNoise;
import dev.beryl.optimizers.model.Ranking;
import dev.beryl.optimizers.model.TrialHistory;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import java.util.List;

/** The noise in a list of trials. */
final class MeasuredNoise {
  private MeasuredNoise() {}

  /** Whether standard errors are 0.3 of the spread of the losses, or more. */
  static boolean isHigh(Problem problem, List<Trial> trials) {
    var history = new TrialHistory(problem, List.of());
    var ranking = new Ranking(history);
    for (Trial trial : trials) {
      int row = history.tell(trial);
      if (history.isFinished(row)) {
        ranking.add(row);
      }
    }
    return new OverallNoise(history, ranking).isHigh();
  }
}
