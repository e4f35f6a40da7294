package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void objective_withABlankMetric_isRefused(String metric) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Objective.minimize(metric))
        .withMessage("objective: expected a metric's name, got a blank one");
    assertThatIllegalArgumentException().isThrownBy(() -> Objective.maximize(metric));
  }

  @Test
  void loss_isTheValueToMinimise_andItsNegationToMaximize() {
    assertThat(Objective.minimize("loss").loss(2.5)).isEqualTo(2.5);
    assertThat(Objective.maximize("accuracy").loss(2.5)).isEqualTo(-2.5);
    for (Direction direction : Direction.values()) {
      for (double value : new double[] {0.0, -0.0, 1.5, -1e300, Double.POSITIVE_INFINITY}) {
        assertThat(direction.loss(direction.loss(value))).isEqualTo(value);
      }
    }
  }

  @Test
  void objective_aggregatesByTheMean_unlessToldOtherwise() {
    assertThat(Objective.minimize("loss"))
        .isEqualTo(new Objective("loss", Direction.MINIMIZE, Aggregation.mean()))
        .hasToString("minimize mean of loss");
    assertThat(Objective.maximize("score", Aggregation.median()))
        .isEqualTo(new Objective("score", Direction.MAXIMIZE, Aggregation.median()))
        .hasToString("maximize median of score");
  }

  @Test
  void objective_turnsItsAggregationTowardsItsDirection() {
    Samples samples = Samples.of(1, 2, 3, 4);
    Aggregation tail = Aggregation.cvar(0.5);
    assertThat(Objective.minimize("m", tail).aggregation().aggregate(samples)).isEqualTo(3.5);
    assertThat(Objective.maximize("m", tail).aggregation().aggregate(samples)).isEqualTo(1.5);
  }
}
