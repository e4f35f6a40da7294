package dev.beryl.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrontViewTest {
  @Test
  void hypervolume_growsByWhatEachTrialAdds() {
    SearchSpace space = SearchSpace.of(Parameter.real("x", 0, 1));
    var problem = Problem.of(space, Objective.minimize("a"), Objective.maximize("b"));
    double[][] values = {{10, 0}, {0, -10}, {5, -5}, {5, -6}, {2, -4}, {4, 0}};
    var trials = new ArrayList<Trial>();
    for (double[] value : values) {
      trials.add(
          Trial.of(trials.size(), space.fromUnit(new double[] {0.5}), problem)
              .samples("a", Samples.of(value[0]))
              .samples("b", Samples.of(value[1]))
              .completed());
    }

    assertThat(FrontView.volumes(trials))
        .containsExactly(new double[] {0, 0, 0.25, 0.25, 0.48, 0.72}, within(1e-12));
  }

  /** Two boxes of 1/2 x 1/2 x 1/2 that share an eighth of their volume, and a point inside. */
  @Test
  void volumeOfACube_countsWhatBoxesShareOnce() {
    var points =
        List.of(
            new double[] {0.5, 0.5, 0.5},
            new double[] {0.75, 0.25, 0.75},
            new double[] {0.8, 0.6, 0.9});

    // 1/8 + 1/4 * 3/4 * 1/4 - 1/4 * 1/2 * 1/4
    assertThat(Volume.of(points)).isCloseTo(0.125 + 0.046875 - 0.03125, within(1e-12));
    assertThat(Volume.of(List.of())).isZero();
  }

  @Property(tries = 50, seed = "20261129")
  void volume_isTheShareOfRandomPlacesThatAreDominated(
      @ForAll @IntRange(min = 1, max = 9) int size) {
    var random = new SplittableRandom(size);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      points.add(random.doubles(3).toArray());
    }
    int cells = 24;
    int dominated = 0;
    for (int i = 0; i < cells * cells * cells; i++) {
      double[] place = {
        (i % cells + 0.5) / cells,
        (i / cells % cells + 0.5) / cells,
        (i / cells / cells + 0.5) / cells
      };
      dominated +=
          points.stream().anyMatch(p -> p[0] <= place[0] && p[1] <= place[1] && p[2] <= place[2])
              ? 1
              : 0;
    }

    assertThat(Volume.of(points))
        .isCloseTo((double) dominated / (cells * cells * cells), within(0.08));
  }

  @Test
  void threeObjectives_growUpToTheVolumeOfTheFront() {
    SearchSpace space = SearchSpace.of(Parameter.real("x", 0, 1));
    var problem =
        Problem.of(
            space, Objective.minimize("a"), Objective.maximize("b"), Objective.minimize("c"));
    double[][] values = {{1, 0, 1}, {0, 1, 1}, {0.5, 0.5, 0}, {1, 1, 0}};
    var trials = new ArrayList<Trial>();
    for (double[] value : values) {
      trials.add(
          Trial.of(trials.size(), space.fromUnit(new double[] {0.5}), problem)
              .samples("a", Samples.of(value[0]))
              .samples("b", Samples.of(value[1]))
              .samples("c", Samples.of(value[2]))
              .completed());
    }

    assertThat(FrontView.volumes(trials, trials))
        .containsExactly(new double[] {0, 0, 0.25, 0.25}, within(1e-12));
  }
}
