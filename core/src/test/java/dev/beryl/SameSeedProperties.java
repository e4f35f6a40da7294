package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * The same seed gives the same study, bit for bit, whatever was searched, how, and on what threads.
 */
class SameSeedProperties {

  @Provide
  Arbitrary<SearchSpace> spaces() {
    return RandomSpaces.spaces();
  }

  /** Walks from the best treatment seen; mixes what it hears into what it proposes. */
  private static final class Climber implements Optimizer {
    private final SearchSpace space;
    private final PhiloxRandom random;
    private final int greed;
    private double[] best;
    private double least = Double.POSITIVE_INFINITY;
    private int asked;

    Climber(OptimizerSetting setting, int greed) {
      this.space = setting.space();
      this.random = setting.random(0);
      this.greed = greed;
      this.best = new double[space.dimension()];
      Arrays.fill(best, 0.5);
    }

    @Override
    public List<Treatment> ask(int max) {
      var proposals = new ArrayList<Treatment>();
      for (int i = 0; i < Math.min(max, greed); i++) {
        random.seek(asked++, 0);
        double[] unit = best.clone();
        for (int j = 0; j < unit.length; j++) {
          double from = Double.isNaN(unit[j]) ? 0.5 : unit[j];
          unit[j] = Math.clamp(from + 0.3 * random.nextGaussian(), 0, 1);
        }
        proposals.add(space.fromUnit(unit));
      }
      return proposals;
    }

    @Override
    public void tell(Trial trial) {
      if (trial.isCompleted() && trial.loss() < least) {
        least = trial.loss();
        best = space.toUnit(trial.treatment());
      }
    }
  }

  /** Noise, several values, a metric that comes and goes, failures and reports. */
  private static final Experiment<Double> EXPERIMENT =
      Experiment.measuring(
          "loss",
          ctx -> {
            double noise = ctx.random().nextGaussian();
            ctx.report(1, noise);
            if (ctx.trial() % 3 == 0) {
              ctx.record("sometimes", noise);
            }
            if (noise > 1.8) {
              throw new IllegalStateException("noise of " + noise);
            }
            ctx.record("loss", noise);
            return noise + ctx.treatment().hashCode() % 100;
          });

  private static Study study(
      SearchSpace space, boolean climb, int greed, long seed, int trials, int replicates, int k) {
    OptimizerChoice optimizer =
        climb
            ? TestOptimizers.of(setting -> new Climber(setting, greed))
            : TestOptimizers.uniform();
    return Study.of(space, Objective.minimize("loss"))
        .optimizer(optimizer)
        .trials(trials)
        .replicates(replicates)
        .parallelism(k)
        .independentSeeds()
        .seed(seed)
        .neverFail();
  }

  @Property(tries = 150, seed = "20261123")
  void sameSeed_sameStudy(
      @ForAll("spaces") SearchSpace space,
      @ForAll boolean climb,
      @ForAll @IntRange(min = 1, max = 3) int greed,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int trials,
      @ForAll @IntRange(min = 1, max = 4) int replicates,
      @ForAll @IntRange(min = 1, max = 4) int k,
      @ForAll @IntRange(min = 1, max = 6) int threads) {
    Study study = study(space, climb, greed, seed, trials, replicates, k);

    Study other = study(space, climb, greed, seed + 1, trials, replicates, k);
    StudyResult one = EXPERIMENT.optimize(study.threads(1));
    StudyResult two = EXPERIMENT.optimizeAsync(study.threads(threads)).join();

    assertThat(two.identity()).isEqualTo(one.identity());
    assertThat(two.digest()).isEqualTo(one.digest());
    assertThat(two.values(0)).isEqualTo(one.values(0));
    assertThat(two.trials()).hasSize(trials);
    assertThat(EXPERIMENT.optimize(other).digest()).isNotEqualTo(one.digest());
  }

  @Property(tries = 100, seed = "20261124")
  void bestLossSoFar_neverRises(
      @ForAll("spaces") SearchSpace space,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int trials) {
    StudyResult result = EXPERIMENT.optimize(study(space, true, 1, seed, trials, 1, 1));

    double[] least = new double[trials];
    for (int i = 0; i < trials; i++) {
      Trial trial = result.trials().get(i);
      double before = i == 0 ? Double.NaN : least[i - 1];
      double here = trial.isCompleted() ? trial.loss() : Double.NaN;
      least[i] = Double.isNaN(before) || here < before ? here : before;
    }
    assertThat(result.bestLossSoFar()).containsExactly(least);
    result.bestTrial().ifPresent(trial -> assertThat(trial.loss()).isEqualTo(least[trials - 1]));
  }
}
