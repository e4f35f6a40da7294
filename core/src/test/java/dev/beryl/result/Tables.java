package dev.beryl.result;

import dev.beryl.metric.Recorder;
import dev.beryl.metric.Recordings;
import dev.beryl.metric.TrialTable;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Tables of trials made by hand, and results of them. */
final class Tables {
  static final RealParameter X = Parameter.real("x", 0, 10);
  static final SearchSpace SPACE = SearchSpace.of(X);
  static final Objective LOSS = Objective.minimize("loss");
  static final Outcome FAILED =
      new Outcome.Failed(Outcome.Reason.EXCEPTION, 0, "fit", "it broke", null);

  private Tables() {}

  static TrialTable empty(SearchSpace space, Objective... objectives) {
    return new TrialTable(Problem.of(space, objectives), 0);
  }

  /** A trial of one replicate for each loss at x = 0, 1, 2 …; NaN stands for a failed one. */
  static TrialTable ofLosses(double... losses) {
    TrialTable table = empty(SPACE, LOSS);
    for (double loss : losses) {
      append(table, at(table.size()), loss);
    }
    return table;
  }

  static Treatment at(double x) {
    return SPACE.bind(Treatment.of("at", Map.of("x", x)));
  }

  /** One replicate with a value for each objective; NaN in any stands for a failed trial. */
  static void append(TrialTable table, Treatment treatment, double... values) {
    boolean failed = Arrays.stream(values).anyMatch(Double::isNaN);
    var recorder = new Recorder();
    for (int i = 0; i < values.length && !failed; i++) {
      recorder.record(table.objectives().get(i).metric(), values[i]);
    }
    append(table, treatment, failed ? FAILED : Outcome.COMPLETED, values, recorder);
  }

  static void append(
      TrialTable table,
      Treatment treatment,
      Outcome outcome,
      double[] values,
      Recorder... replicates) {
    int number = table.size();
    table.append(number, treatment, outcome, Recordings.of(replicates), values, 1_500_000_000L);
  }

  static Recorder recorder(String metric, double... values) {
    var recorder = new Recorder();
    for (double value : values) {
      recorder.record(metric, value);
    }
    return recorder;
  }

  static Identity identity(TrialTable table) {
    return new Identity(
        table.space(), table.objectives(), "grid", "points=5", 42, 3, true, 1, false, List.of());
  }

  static TableResult result(TrialTable table) {
    return new TableResult(
        identity(table).facts(""),
        table,
        Ending.BUDGET,
        "all trials are done",
        null,
        Duration.ofMillis(2500),
        0,
        List.of(),
        trial -> trial);
  }
}
