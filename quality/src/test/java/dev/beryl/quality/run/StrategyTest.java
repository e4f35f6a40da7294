package dev.beryl.quality.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.quality.problem.Instance;
import dev.beryl.quality.problem.PeerProblem;
import dev.beryl.quality.problem.Variant;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyTest {
  private static final Instance SPHERE = PeerProblem.all(Variant.PLAIN).getFirst().instance(0);

  @Test
  void recommended_threeReplicates_spendNoMoreThanTheBudget() {
    var runs = new AtomicInteger();

    double value =
        Strategy.parse("random*3")
            .recommended(
                SPHERE,
                (loss, _) -> {
                  runs.incrementAndGet();
                  return loss;
                },
                100,
                1);

    assertThat(runs).hasValue(99);
    assertThat(value).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"random*race", "random*3race"})
  void recommended_race_spendsTheBudgetAndNoMore(String race) {
    var runs = new AtomicInteger();

    double value =
        Strategy.parse(race)
            .recommended(
                SPHERE,
                (loss, random) -> {
                  runs.incrementAndGet();
                  return loss + random.nextGaussian();
                },
                200,
                1);

    assertThat(runs.get()).isBetween(181, 200);
    assertThat(value).isPositive();
  }

  @Test
  void recommended_noise_isAnothersInEachTrialAndReplicate() {
    var draws = new HashSet<Double>();

    var _ =
        Strategy.parse("random*2")
            .recommended(
                SPHERE,
                (loss, random) -> {
                  draws.add(random.nextDouble());
                  return loss;
                },
                100,
                1);

    assertThat(draws).hasSize(100);
  }

  @Test
  void recommended_isTheTrueValue_notThatWithNoise() {
    double value = Strategy.parse("random").recommended(SPHERE, (loss, _) -> loss - 1000, 50, 1);

    assertThat(value).isPositive();
  }
}
