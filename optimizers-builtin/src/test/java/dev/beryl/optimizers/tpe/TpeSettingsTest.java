package dev.beryl.optimizers.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.optimizers.Asking;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class TpeSettingsTest {

  private static OptimizerSetting setting(int dimension) {
    var space =
        SearchSpace.of(
            IntStream.range(0, dimension).mapToObj(i -> Parameter.real("x" + i, 0, 1)).toList());
    return OptimizerSetting.of(Problem.of(space, Objective.minimize("loss")), 1);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/known-answers/numbers-of-good-trials.csv", numLinesToSkip = 1)
  void below_knownAnswers(String rule, double share, int trials, int good) {
    var settings =
        Asking.tpeSettings(setting(1), Map.of("share", share, "share-of", rule, "most-below", 25));
    assertThat(settings.below(trials, share)).isEqualTo(good);
  }

  @Test
  void below_byDefault_isFifteenPercentUpToTwentyFive() {
    var settings = Asking.tpeSettings(setting(1), Map.of());
    assertThat(settings.below(10, settings.share())).isEqualTo(2);
    assertThat(settings.below(100, settings.share())).isEqualTo(15);
    assertThat(settings.below(1000, settings.share())).isEqualTo(25);
  }

  @ParameterizedTest
  @CsvSource({"1, 50, 10", "10, 149, 10", "10, 150, 10", "9, 400, 10", "11, 50, 20", "40, 50, 20"})
  void startup_byDefault(int dimension, int trials, int expected) {
    assertThat(Asking.tpeSettings(setting(dimension).withTrials(trials), Map.of()).startup())
        .isEqualTo(expected);
  }
}
