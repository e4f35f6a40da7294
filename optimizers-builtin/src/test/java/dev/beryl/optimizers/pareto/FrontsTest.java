package dev.beryl.optimizers.pareto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontsTest {
  private static int[] ranks(double[][] losses, int[] order) {
    var fronts = new Fronts(new Table(losses));
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
}
