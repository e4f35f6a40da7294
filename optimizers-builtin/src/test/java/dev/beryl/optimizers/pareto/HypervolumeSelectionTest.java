package dev.beryl.optimizers.pareto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HypervolumeSelectionTest {

  @Test
  void best_takesWholeFrontsAndThinsTheLast() {
    double[][] points = {{0, 10}, {10, 0}, {5, 5}, {5.1, 5}, {4.9, 5.2}, {4.8, 5.3}, {11, 11}};
    var losses = new Table(points);
    var fronts = new Fronts(losses);
    for (int row = 0; row < points.length; row++) {
      fronts.add(row);
    }
    PointList best = new HypervolumeSelection(losses, fronts).best(3, 7);
    assertThat(best.size()).isEqualTo(7);
    int[] good = {best.get(0), best.get(1), best.get(2)};
    assertThat(good).contains(2); // the knee comes first, and no near neighbor of it next
    assertThat(Arrays.stream(good).filter(row -> row >= 3).count()).isLessThanOrEqualTo(2);
    assertThat(best.get(6)).isEqualTo(6);
  }

  @Test
  void best_hugeLosses_choosesAsManyAsWanted() {
    double[][] points = {{1e308, -1e308}, {-1e308, 1e308}, {0, 0}, {1e-300, -1e-300}};
    var losses = new Table(points);
    var fronts = new Fronts(losses);
    for (int row = 0; row < points.length; row++) {
      fronts.add(row);
    }
    assertThat(new HypervolumeSelection(losses, fronts).best(2, 4).size()).isEqualTo(4);
  }
}
