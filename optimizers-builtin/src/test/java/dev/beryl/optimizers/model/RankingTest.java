package dev.beryl.optimizers.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));
  private static final Problem PROBLEM =
      Problem.of(SPACE, Objective.minimize("loss"))
          .withConstraints(List.of(OutcomeConstraint.atMost("latency", 10)));

  private final Treatment treatment = SPACE.fromUnit(new double[] {0.5});
  private final List<Feature> features = List.of(Feature.of(SPACE.parameters().get(0), 0));
  private final TrialHistory history = new TrialHistory(PROBLEM, features);
  private final Ranking ranking = new Ranking(history);

  private void completed(int number, double loss, double latency) {
    ranking.add(
        history.tell(
            Trial.of(number, treatment, PROBLEM)
                .samples("loss", Samples.of(loss))
                .samples("latency", Samples.of(latency))
                .completed()));
  }

  private void pruned(int number, Report... reports) {
    ranking.add(
        history.tell(
            Trial.of(number, treatment, PROBLEM)
                .reports(List.of(reports))
                .unfinished(new Outcome.Pruned(0, reports.length))));
  }

  private List<Integer> order(int... numbersByRow) {
    var order = new ArrayList<Integer>();
    for (int rank = 0; rank < ranking.size(); rank++) {
      order.add(numbersByRow[ranking.row(rank)]);
    }
    return order;
  }

  @Test
  void order_completedThenPrunedThenInfeasible() {
    completed(-1, 5, 11);
    pruned(-2, new Report(0, 3, 1));
    completed(-3, 9, 10);
    completed(-4, 1, 30);
    completed(-5, 2, 0);
    assertThat(order(-1, -2, -3, -4, -5)).containsExactly(-5, -3, -2, -1, -4);
    assertThat(ranking.feasible()).isEqualTo(2);
    assertThat(ranking.completed()).isEqualTo(4);
  }

  @Test
  void order_prunedByLastStepThenItsValueThenNanThenNoReport() {
    pruned(-1);
    pruned(-2, new Report(0, 5, Double.NaN));
    pruned(-3, new Report(0, 5, 2), new Report(0, 2, 0));
    pruned(-4, new Report(0, 5, 1));
    pruned(-5, new Report(0, 9, 7));
    assertThat(order(-1, -2, -3, -4, -5)).containsExactly(-5, -4, -3, -2, -1);
  }

  @Test
  void order_prunedByReplicatesEndedThenByTheirAggregate() {
    pruned(-1, new Report(0, 9, 0));
    prunedAfter(-2, new double[] {3}, new Report(0, 5, 3));
    prunedAfter(-3, new double[] {2}, new Report(0, 5, 4)); // its value counts, not its report
    prunedAfter(-4, new double[] {2, 9, 9}, new Report(0, 7, 2), new Report(2, 5, 9));
    prunedAfter(-5, new double[] {3, 1, 1}, new Report(0, 5, 3), new Report(2, 5, 9));
    prunedAfter(-6, new double[] {0}, new Report(0, 4, 0)); // its last step was an earlier one
    assertThat(order(-1, -2, -3, -4, -5, -6)).containsExactly(-5, -4, -3, -2, -6, -1);
  }

  private void prunedAfter(int number, double[] losses, Report... reports) {
    ranking.add(
        history.tell(
            Trial.of(number, treatment, PROBLEM)
                .samples("loss", Samples.of(losses))
                .reports(List.of(reports))
                .unfinished(new Outcome.Pruned(losses.length - 1, 5, losses.length))));
  }

  @Test
  void order_ofEqualLosses_isByNumber() {
    completed(-3, 1, 0);
    completed(-1, 1, 0);
    completed(-2, 1, 0);
    assertThat(order(-3, -1, -2)).containsExactly(-3, -2, -1);
  }

  @Test
  void stagnates_onceTheBestIsOlderThanTheNewest() {
    completed(-9, 1, 0);
    for (int i = 0; i < 4; i++) {
      assertThat(ranking.stagnates(4)).isFalse();
      completed(-8 + i, 2 + i, 0);
    }
    assertThat(ranking.stagnates(4)).isTrue();
    completed(-1, 0, 0);
    assertThat(ranking.stagnates(4)).isFalse();
  }
}
