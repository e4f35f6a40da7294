package dev.beryl.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.metric.TrialTable;
import dev.beryl.trial.Direction;
import dev.beryl.trial.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ParetoFrontProperties {

  /** Values of some trials; few different ones, so that there are ties; NaN is a failed trial. */
  record Case(List<Direction> directions, List<double[]> values) {
    @Override
    public String toString() {
      return directions + " " + values.stream().map(Arrays::toString).toList();
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<List<Direction>> directions =
        Arbitraries.of(Direction.class).list().ofMinSize(1).ofMaxSize(4);
    return directions.flatMap(chosen -> {
      Arbitrary<double[]> values =
          Arbitraries.of(-0.0, 0.0, 1.0, 2.0, 3.0, 4.0, Double.NaN)
              .array(double[].class)
              .ofSize(chosen.size());
      return Combinators.combine(Arbitraries.just(chosen), values.list().ofMaxSize(40))
          .as(Case::new);
    });
  }

  @Property(tries = 500, seed = "20261125")
  void front_isThatOfComparingAllWithAll(@ForAll("cases") Case given) {
    Objective[] objectives = new Objective[given.directions().size()];
    Arrays.setAll(
        objectives,
        i ->
            given.directions().get(i) == Direction.MINIMIZE
                ? Objective.minimize("m" + i)
                : Objective.maximize("m" + i));
    TrialTable table = Tables.empty(Tables.SPACE, objectives);
    for (double[] values : given.values()) {
      Tables.append(table, Tables.at(0), values);
    }

    assertThat(ParetoFront.rows(table, table.size())).isEqualTo(oracle(given));
  }

  private static List<Integer> oracle(Case given) {
    var front = new ArrayList<Integer>();
    for (int i = 0; i < given.values().size(); i++) {
      boolean stays = !failed(given.values().get(i));
      for (int j = 0; j < given.values().size() && stays; j++) {
        if (!failed(given.values().get(j)) && j != i) {
          int better = 0;
          int worse = 0;
          for (int k = 0; k < given.directions().size(); k++) {
            double mine = given.directions().get(k).loss(given.values().get(i)[k]);
            double others = given.directions().get(k).loss(given.values().get(j)[k]);
            better += others < mine ? 1 : 0;
            worse += others > mine ? 1 : 0;
          }
          boolean dominated = better > 0 && worse == 0;
          boolean laterTwin = better == 0 && worse == 0 && j < i;
          stays = !dominated && !laterTwin;
        }
      }
      if (stays) {
        front.add(i);
      }
    }
    return front;
  }

  private static boolean failed(double[] values) {
    return Arrays.stream(values).anyMatch(Double::isNaN);
  }
}
