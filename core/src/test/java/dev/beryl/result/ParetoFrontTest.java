package dev.beryl.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.metric.TrialTable;
import dev.beryl.trial.Objective;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParetoFrontTest {

  /** All are on the front: what one objective gains the next loses. */
  private static TrialTable tradeOff(int trials, int objectives) {
    Objective[] all = new Objective[objectives];
    for (int i = 0; i < objectives; i++) {
      all[i] = Objective.minimize("m" + i);
    }
    TrialTable table = Tables.empty(Tables.SPACE, all);
    for (int t = 0; t < trials; t++) {
      double[] values = new double[objectives];
      for (int i = 0; i < objectives; i++) {
        double value = t * 7919L % trials; // a permutation, as 7919 is prime
        values[i] = i % 2 == 0 ? value : -value;
      }
      Tables.append(table, Tables.at(0), values);
    }
    return table;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void front_ofAHundredThousandTrials_isFoundWithoutComparingAllWithAll(int objectives) {
    TrialTable table = tradeOff(100_000, objectives);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), // comparing all with all takes minutes
        () -> assertThat(ParetoFront.rows(table, table.size())).hasSize(100_000));
  }

  @Test
  void front_ofFourObjectives_isInTheOrderOfTheTrials() {
    TrialTable table = tradeOff(1_000, 4);

    assertThat(ParetoFront.rows(table, table.size())).hasSize(1_000).isSorted();
  }
}
