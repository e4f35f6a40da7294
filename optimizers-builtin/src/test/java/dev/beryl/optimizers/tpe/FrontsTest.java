package dev.beryl.optimizers.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontsTest {
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));

  private static History history(double[][] losses) {
    Problem problem =
        Problem.of(
            SPACE,
            IntStream.range(0, losses[0].length)
                .mapToObj(k -> Objective.minimize("f" + k))
                .toList());
    var history =
        new History(
            OptimizerSetting.of(problem, 1),
            List.of(Axis.of(SPACE.parameters().get(0), 0)));
    for (int i = 0; i < losses.length; i++) {
      var samples = new HashMap<String, Samples>();
      for (int k = 0; k < losses[i].length; k++) {
        samples.put("f" + k, Samples.of(losses[i][k]));
      }
      history.tell(
          Trial.of(i - losses.length, SPACE.fromUnit(new double[] {0.5}), problem)
              .samples(samples)
              .completed());
    }
    return history;
  }

  private static int[] ranks(double[][] losses, int[] order) {
    var fronts = new Fronts(history(losses));
    for (int row : order) {
      fronts.add(row);
    }
    int[] ranks = new int[losses.length];
    Arrays.fill(ranks, -1);
    for (int rank = 0; rank < fronts.count(); rank++) {
      for (int i = 0; i < fronts.front(rank).size(); i++) {
        ranks[fronts.front(rank).get(i)] = rank;
      }
    }
    return ranks;
  }

  private static int[] inOrder(int size) {
    return IntStream.range(0, size).toArray();
  }

  @Test
  void ranks_twoObjectives_knownAnswer() {
    double[][] points = {{1, 5}, {2, 3}, {3, 4}, {4, 1}, {5, 5}, {2, 3}, {0.5, 6}};
    assertThat(ranks(points, inOrder(7))).containsExactly(0, 0, 1, 0, 2, 0, 0);
  }

  @Test
  void ranks_threeObjectives_knownAnswer() {
    double[][] points = {{1, 2, 3}, {3, 1, 2}, {2, 3, 1}, {2, 2, 2}, {3, 3, 3}, {1, 3, 3}};
    assertThat(ranks(points, inOrder(6))).containsExactly(0, 0, 0, 0, 2, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void ranks_addedInAnyOrder_areThoseOfPeeling(int objectives) {
    var random = new SplittableRandom(objectives);
    for (int round = 0; round < 20; round++) {
      double[][] points = new double[60][objectives];
      for (double[] point : points) {
        Arrays.setAll(point, _ -> random.nextInt(6)); // many ties
      }
      int[] order = random.ints(60).boxed().mapToInt(Integer::intValue).toArray();
      Integer[] shuffled = IntStream.range(0, 60).boxed().toArray(Integer[]::new);
      Arrays.sort(shuffled, (a, b) -> Integer.compare(order[a], order[b]));
      int[] rows = Arrays.stream(shuffled).mapToInt(Integer::intValue).toArray();
      assertThat(ranks(points, rows)).containsExactly(peeled(points));
    }
  }

  private static int[] peeled(double[][] points) {
    int[] ranks = new int[points.length];
    Arrays.fill(ranks, -1);
    for (int rank = 0, left = points.length; left > 0; rank++) {
      int[] before = ranks.clone();
      for (int i = 0; i < points.length; i++) {
        int row = i;
        boolean dominated =
            IntStream.range(0, points.length)
                .anyMatch(other -> before[other] < 0 && dominates(points[other], points[row]));
        if (before[i] < 0 && !dominated) {
          ranks[i] = rank;
          left--;
        }
      }
    }
    return ranks;
  }

  private static boolean dominates(double[] a, double[] b) {
    boolean better = false;
    for (int i = 0; i < a.length; i++) {
      if (a[i] > b[i]) {
        return false;
      }
      better |= a[i] < b[i];
    }
    return better;
  }

  @Test
  void best_takesWholeFrontsAndThinsTheLast() {
    double[][] points = {{0, 10}, {10, 0}, {5, 5}, {5.1, 5}, {4.9, 5.2}, {4.8, 5.3}, {11, 11}};
    var history = history(points);
    var fronts = new Fronts(history);
    for (int row = 0; row < points.length; row++) {
      fronts.add(row);
    }
    Rows best = new ParetoSplit(history, fronts).best(3, 7);
    assertThat(best.size()).isEqualTo(7);
    int[] good = {best.get(0), best.get(1), best.get(2)};
    assertThat(good).contains(2); // the knee comes first, and no near neighbor of it next
    assertThat(Arrays.stream(good).filter(row -> row >= 3).count()).isLessThanOrEqualTo(2);
    assertThat(best.get(6)).isEqualTo(6);
  }

  @Test
  void best_hugeLosses_choosesAsManyAsWanted() {
    double[][] points = {{1e308, -1e308}, {-1e308, 1e308}, {0, 0}, {1e-300, -1e-300}};
    var history = history(points);
    var fronts = new Fronts(history);
    for (int row = 0; row < points.length; row++) {
      fronts.add(row);
    }
    assertThat(new ParetoSplit(history, fronts).best(2, 4).size()).isEqualTo(4);
  }
}
