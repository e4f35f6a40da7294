package dev.beryl.quality.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.optimizers.Grid;
import dev.beryl.optimizers.RandomSearch;
import dev.beryl.quality.problem.Instance;
import dev.beryl.quality.problem.PeerProblem;
import dev.beryl.quality.problem.Variant;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final Search RANDOM = PluginSearch.of(RandomSearch.withDefaults());
  private static final Instance SPHERE = PeerProblem.all(Variant.PLAIN).getFirst().instance(0);
  private static final Instance NOISY = PeerProblem.all(Variant.NOISE).getFirst().instance(0);

  @Test
  void run_withoutNoise_neverGetsWorse() {
    double[] curve = RANDOM.run(SPHERE, Budget.trials(300), 1);

    assertThat(curve).hasSize(300);
    assertThat(DoubleStream.of(curve).boxed()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(curve[299]).isLessThan(curve[0]);
  }

  @Test
  void run_sameSeed_isTheSame() {
    for (Search search : new Search[] {RANDOM, new HipparchusCmaEs()}) {
      assertThat(search.run(NOISY, Budget.trials(100), 5))
          .isEqualTo(search.run(NOISY, Budget.trials(100), 5))
          .isNotEqualTo(search.run(NOISY, Budget.trials(100), 6));
    }
  }

  /** The curve holds losses without noise, so that a lucky observation may raise it. */
  @Test
  void run_noise_mayGetWorseAndLessSoWithReplicates() {
    assertThat(rises(RANDOM, new Budget(2000, 1, 1)))
        .isGreaterThan(rises(RANDOM, new Budget(2000, 100, 1)));
  }

  private static long rises(Search search, Budget budget) {
    long rises = 0;
    for (int k = 0; k < 20; k++) {
      double[] curve = search.run(NOISY, budget, k);
      for (int i = 1; i < curve.length; i++) {
        rises += curve[i] > curve[i - 1] ? 1 : 0;
      }
    }
    return rises;
  }

  @Test
  void run_batches_proposeTheSameRandomPoints() {
    assertThat(RANDOM.run(SPHERE, new Budget(50, 1, 7), 3))
        .isEqualTo(RANDOM.run(SPHERE, Budget.trials(50), 3));
  }

  @Test
  void run_endsEarly_repeatsTheLastValue() {
    double[] curve =
        PluginSearch.of(Grid.withDefaults().points(2)).run(SPHERE, Budget.trials(40), 1);

    assertThat(curve).hasSize(40);
    assertThat(DoubleStream.of(curve).skip(31).distinct()).hasSize(1);
  }

  /** The peer is in working order: near the minimum of a sphere after 2000 evaluations. */
  @Test
  void run_hipparchus_convergesAndRestartsUntilTheBudgetIsSpent() {
    assertThat(new HipparchusCmaEs().run(SPHERE, Budget.trials(2000), 1)[1999]).isLessThan(1e-10);
  }

  @Test
  void parse_optionsAfterColons_reachTheProvider() {
    Contender contender = Contender.parse("grid:points=2");

    assertThat(contender.search().run(SPHERE, Budget.trials(40), 1))
        .isEqualTo(
            PluginSearch.of(Grid.withDefaults().points(2)).run(SPHERE, Budget.trials(40), 1));
  }

  @Test
  void parse_unknownName_saysWhatThereIs() {
    assertThatThrownBy(() -> Contender.parse("randon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no optimizer 'randon'")
        .hasMessageContaining("random");
    assertThatThrownBy(() -> Contender.parse("random:fast"))
        .hasMessageContaining("expected option=value, got 'fast'");
  }
}
