package dev.beryl.optimizers.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import org.junit.jupiter.api.Test;

class OverallNoiseTest {
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));
  private static final Problem PROBLEM = Problem.of(SPACE, Objective.minimize("loss"));

  private final TrialHistory history = new TrialHistory(PROBLEM, Feature.of(SPACE));
  private final Ranking ranking = new Ranking(history);
  private final OverallNoise noise = new OverallNoise(history, ranking);

  private void tell(int number, double... losses) {
    ranking.add(
        history.tell(
            Trial.of(number, SPACE.fromUnit(new double[] {0.5}), PROBLEM)
                .samples("loss", Samples.of(losses))
                .completed()));
  }

  @Test
  void ratio_isErrorOverSpread() {
    for (int i = 0; i < 40; i++) {
      double[] losses = {i - 20, i, i + 20};
      tell(i - 100, losses[i % 3], losses[(i + 1) % 3], losses[(i + 2) % 3]);
    }
    double error = 20 / Math.sqrt(3);
    double spread = 19.5 / 1.3489795003921634; // the quartiles of 0 … 39 are 19.5 apart
    assertThat(noise.ratio()).isCloseTo(error / spread, within(1e-12));
    assertThat(noise.isHigh()).isTrue();
  }

  @Test
  void ratio_errorsThatAllTrialsHaveInCommon_isNothing() {
    for (int i = 0; i < 40; i++) {
      tell(i - 100, i - 20, i, i + 20);
    }
    assertThat(noise.ratio()).isCloseTo(0, within(1e-3));
    assertThat(noise.isHigh()).isFalse();
  }

  @Test
  void ratio_withoutErrors_isUnknown() {
    for (int i = 0; i < 40; i++) {
      tell(i - 100, i);
    }
    assertThat(noise.ratio()).isNaN();
    assertThat(noise.isHigh()).isFalse();
  }
}
