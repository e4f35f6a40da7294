package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Integers of any size, on either scale, up to the ends of long. */
class LargeIntegersProperties {
  private static final List<OptimizerChoice> OPTIMIZERS =
      List.of(CmaEs.withDefaults(), Tpe.withDefaults());
  private static final RealParameter Z = Parameter.real("z", 0, 1);
  private static final int TRIALS = 90;

  @Property(tries = 60, seed = "20261103")
  void ask_largeIntegers_goesOnAndComesDown(@ForAll long shape, @ForAll long seed) {
    IntegerParameter n = integer(new java.util.Random(shape));
    SearchSpace space = SearchSpace.of(n, Z);
    for (OptimizerChoice each : OPTIMIZERS) {
      Optimizer optimizer = Asking.create(each, Asking.setting(space, seed));
      var study = new CmaEsStudy(optimizer, treatment -> loss(space, treatment)).run(TRIALS);
      assertThat(study.proposed()).hasSize(TRIALS).allMatch(space::owns);
      assertThat(study.best()).isLessThan(0.5);
    }
  }

  private static double loss(SearchSpace space, Treatment treatment) {
    double[] unit = space.toUnit(treatment);
    return Math.abs(unit[0] - 0.3) + Math.abs(unit[1] - 0.3);
  }

  /** The low end and the number of levels have logarithms that are uniform. */
  private static IntegerParameter integer(RandomGenerator random) {
    long low = random.nextLong() >>> 1 + random.nextInt(62);
    long most = Long.MAX_VALUE - low;
    long high = low + 100 + (random.nextLong() >>> 1 + random.nextInt(56)) % (most - 100);
    if (random.nextInt(4) == 0) {
      return Parameter.integer("n", -low - 1, high);
    }
    IntegerParameter n = Parameter.integer("n", Math.max(1, low), high);
    return random.nextBoolean() ? n.log() : n;
  }
}
