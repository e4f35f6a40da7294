package dev.beryl.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting is the same for both kinds of plug-in, but for the messages. */
class PluginSettingTest {
  private static final Problem PROBLEM =
      Problem.of(SearchSpace.of(Parameter.real("x", 0, 1)), Objective.minimize("loss"))
          .withConstraints(List.of(OutcomeConstraint.atMost("latency", 200)));
  private static final Option<Integer> POINTS =
      Option.integer("points", 2, 9, "how many").withDefault(5);

  @Nested
  class OfAnOptimizer extends Contract<OptimizerSetting, OptimizerProvider> {
    @Override
    String kind() {
      return "optimizer";
    }

    @Override
    OptimizerSetting setting(long seed) {
      return OptimizerSetting.of(PROBLEM, seed);
    }

    @Override
    OptimizerProvider provider() {
      return new OptimizerProvider() {
        @Override
        public String name() {
          return "mine";
        }

        @Override
        public String description() {
          return "not made in this test";
        }

        @Override
        public List<Option<?>> options() {
          return List.of(POINTS);
        }

        @Override
        public Optimizer create(OptimizerSetting setting) {
          throw new UnsupportedOperationException(description());
        }
      };
    }
  }

  @Nested
  class OfAPruner extends Contract<PrunerSetting, PrunerProvider> {
    @Override
    String kind() {
      return "pruner";
    }

    @Override
    PrunerSetting setting(long seed) {
      return PrunerSetting.of(PROBLEM, seed);
    }

    @Override
    PrunerProvider provider() {
      return new PrunerProvider() {
        @Override
        public String name() {
          return "mine";
        }

        @Override
        public String description() {
          return "not made in this test";
        }

        @Override
        public List<Option<?>> options() {
          return List.of(POINTS);
        }

        @Override
        public Pruner create(PrunerSetting setting) {
          throw new UnsupportedOperationException(description());
        }
      };
    }
  }

  abstract static class Contract<S extends PluginSetting<S, P>, P extends PluginProvider> {
    abstract String kind();

    abstract S setting(long seed);

    abstract P provider();

    @Test
    void of_isOpen_withOneTrialInFlight_oneReplicate_andNoOptions() {
      S setting = setting(42);
      assertThat(setting.problem()).isSameAs(PROBLEM);
      assertThat(setting.space()).isSameAs(PROBLEM.space());
      assertThat(setting.objectives()).isEqualTo(PROBLEM.objectives());
      assertThat(setting.outcomeConstraints()).isEqualTo(PROBLEM.constraints());
      assertThat(setting.seed()).isEqualTo(42);
      assertThat(setting.trials()).isEmpty();
      assertThat(setting.parallelism()).isEqualTo(1);
      assertThat(setting.replicates()).isEqualTo(1);
      assertThat(setting.racing()).isFalse();
      assertThat(setting.options()).hasToString("");
    }

    @Test
    void with_changesOneThing_andKeepsTheOthers() {
      S setting = setting(42);
      S changed =
          setting
              .withOptions(provider(), Map.of("points", 4))
              .withTrials(7)
              .withParallelism(3)
              .withReplicates(5)
              .withRacing(true)
              .withSeed(43);
      assertThat(changed.trials()).hasValue(7);
      assertThat(changed.parallelism()).isEqualTo(3);
      assertThat(changed.replicates()).isEqualTo(5);
      assertThat(changed.racing()).isTrue();
      assertThat(changed.options().get(POINTS)).isEqualTo(4);
      assertThat(changed.seed()).isEqualTo(43);
      assertThat(changed.problem()).isSameAs(PROBLEM);
      assertThat(setting.trials()).isEmpty();
      assertThat(setting.options()).hasToString("");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void with_lessThanOne_isRefused(int number) {
      S setting = setting(1);
      String expected = kind() + " setting: %s: expected >= 1, got " + number;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> setting.withTrials(number))
          .withMessage(expected, "trials");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> setting.withParallelism(number))
          .withMessage(expected, "parallelism");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> setting.withReplicates(number))
          .withMessage(expected, "replicates");
    }

    @Test
    void withOptions_asText_areRead_andTheOthersHaveTheirDefaults() {
      assertThat(setting(1).withOptions(provider(), Map.of("points", "4")).options().get(POINTS))
          .isEqualTo(4);
      assertThat(setting(1).withOptions(provider(), Map.of()).options().get(POINTS)).isEqualTo(5);
    }

    @Test
    void withOptions_thatAreNotThere_namesThePlugin() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> setting(1).withOptions(provider(), Map.of("point", 4)))
          .withMessageContaining("%s 'mine': no option 'point'", kind())
          .withMessageContaining("did you mean 'points'?");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> setting(1).withOptions(provider(), Map.of("points", 10)))
          .withMessageContaining("%s 'mine'", kind())
          .withMessageContaining("expected an integer in [2, 9], got 10");
    }

    @Test
    void random_dependsOnSeedAndStreamOnly() {
      S setting = setting(42);
      long drawn = setting.random(3).nextLong();
      assertThat(setting.withTrials(5).random(3).nextLong()).isEqualTo(drawn);
      assertThat(setting.random(4).nextLong()).isNotEqualTo(drawn);
      assertThat(setting.withSeed(43).random(3).nextLong())
          .isNotEqualTo(drawn)
          .isEqualTo(setting(43).random(3).nextLong());
    }
  }
}
