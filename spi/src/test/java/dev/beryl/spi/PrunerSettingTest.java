package dev.beryl.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.trial.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrunerSettingTest {
  private static final List<Objective> LOSS = List.of(Objective.minimize("loss"));
  private static final Option<Integer> STEPS = Option.integer("steps", 1, 9, "how many").orElse(3);

  private static final class Patience implements PrunerProvider {
    @Override
    public String name() {
      return "patience";
    }

    @Override
    public String description() {
      return "stops what does not improve";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(STEPS);
    }

    @Override
    public Pruner create(PrunerSetting setting) {
      throw new UnsupportedOperationException("not made in this test");
    }
  }

  @Test
  void of_keepsWhatItIsGiven() {
    var objectives = new ArrayList<>(LOSS);
    PrunerSetting setting =
        PrunerSetting.of(objectives, 4, 42, new Patience(), Map.of("steps", "5"));
    objectives.clear();
    assertThat(setting.objectives()).isEqualTo(LOSS);
    assertThat(setting.replicates()).isEqualTo(4);
    assertThat(setting.options().get(STEPS)).isEqualTo(5);
    assertThat(setting.random(1).nextLong())
        .isEqualTo(PrunerSetting.of(LOSS, 1, 42, new Patience(), Map.of()).random(1).nextLong())
        .isNotEqualTo(setting.random(2).nextLong());
  }

  @Test
  void of_withSeveralFaults_saysAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrunerSetting.of(List.of(), 0, 1, new Patience(), Map.of()))
        .withMessage(
            """
            pruner setting has 2 faults:
             - objectives: expected at least one, got none
             - replicates: expected >= 1, got 0\
            """);
  }

  @Test
  void of_anUnknownOption_namesThePruner() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrunerSetting.of(LOSS, 1, 1, new Patience(), Map.of("step", 4)))
        .withMessageContaining("pruner 'patience': no option 'step'")
        .withMessageContaining("did you mean 'steps'?");
  }
}
