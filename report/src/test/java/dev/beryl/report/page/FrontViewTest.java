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
}
