package dev.beryl.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerSettingTest {
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));
  private static final List<Objective> LOSS = List.of(Objective.minimize("loss"));
  private static final Option<Integer> POINTS =
      Option.integer("points", 2, 9, "how many").orElse(5);
  private static final OptimizerSetting SETTING = OptimizerSetting.of(SPACE, LOSS, 42);

  private static final class Grid implements OptimizerProvider {
    @Override
    public String name() {
      return "grid";
    }

    @Override
    public String description() {
      return "all of them";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(POINTS);
    }

    @Override
    public Optimizer create(OptimizerSetting setting) {
      throw new UnsupportedOperationException("not made in this test");
    }
  }

  @Test
  void of_isOpen_withOneTrialInFlight_andOneReplicate() {
    assertThat(SETTING.space()).isSameAs(SPACE);
    assertThat(SETTING.objectives()).isEqualTo(LOSS);
    assertThat(SETTING.seed()).isEqualTo(42);
    assertThat(SETTING.trials()).isEmpty();
    assertThat(SETTING.parallelism()).isEqualTo(1);
    assertThat(SETTING.replicates()).isEqualTo(1);
    assertThat(SETTING.options()).hasToString("");
  }

  @Test
  void of_withoutObjectives_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptimizerSetting.of(SPACE, List.of(), 1))
        .withMessage("optimizer setting: objectives: expected at least one, got none");
  }

  @Test
  void with_changesOneThing_andKeepsTheOthers() {
    OptimizerSetting changed =
        SETTING
            .withTrials(7)
            .withParallelism(3)
            .withReplicates(5)
            .withOptions(new Grid(), Map.of("points", 4));
    assertThat(changed.trials()).hasValue(7);
    assertThat(changed.parallelism()).isEqualTo(3);
    assertThat(changed.replicates()).isEqualTo(5);
    assertThat(changed.options().get(POINTS)).isEqualTo(4);
    assertThat(changed.seed()).isEqualTo(42);
    assertThat(changed.space()).isSameAs(SPACE);
    assertThat(SETTING.trials()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void with_lessThanOne_isRefused(int number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTING.withTrials(number))
        .withMessage("optimizer setting: trials: expected >= 1, got " + number);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTING.withParallelism(number))
        .withMessageContaining("parallelism: expected >= 1, got " + number);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTING.withReplicates(number))
        .withMessageContaining("replicates: expected >= 1, got " + number);
  }

  @Test
  void withOptions_ofAnotherName_namesTheOptimizer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTING.withOptions(new Grid(), Map.of("point", 4)))
        .withMessageContaining("optimizer 'grid': no option 'point'")
        .withMessageContaining("did you mean 'points'?");
  }

  @Test
  void random_dependsOnSeedAndStreamOnly() {
    long drawn = SETTING.random(3).nextLong();
    assertThat(SETTING.withTrials(5).random(3).nextLong()).isEqualTo(drawn);
    assertThat(SETTING.random(4).nextLong()).isNotEqualTo(drawn);
    assertThat(OptimizerSetting.of(SPACE, LOSS, 43).random(3).nextLong()).isNotEqualTo(drawn);
  }
}
