package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Optimizer;
import java.lang.ref.Reference;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the Gaussian process keeps: its trials and a few matrices of 300 rows. */
class GaussianProcessMemoryTest {
  private static final int TRIALS = 1000;
  private static final SearchSpace SPACE =
      SearchSpace.of(IntStream.range(0, 20).mapToObj(i -> Parameter.real("x" + i, 0, 1)).toList());

  private static Optimizer told(int trials) {
    Optimizer optimizer =
        Asking.create(GaussianProcess.withDefaults(), Asking.setting(SPACE, 1));
    var random = new SplittableRandom(3);
    for (int i = 1; i <= trials; i++) {
      double[] unit = random.doubles(20).toArray();
      double loss = IntStream.range(0, 20).mapToDouble(j -> Math.pow(unit[j] - 0.3, 2)).sum();
      optimizer.tell(CmaEsStudy.trial(-i, SPACE.fromUnit(unit), loss));
    }
    assertThat(optimizer.ask(2)).hasSize(2);
    return optimizer;
  }

  /** The least of some measurements: what is garbage, or another thread's, may only add to it. */
  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return IntStream.range(0, 4)
        .mapToLong(i -> {
          System.gc();
          return runtime.totalMemory() - runtime.freeMemory();
        })
        .min()
        .orElseThrow();
  }

  @Test
  void ask_afterAThousandTrialsOfTwentyParameters_keepsLessThan64Megabytes() {
    Reference.reachabilityFence(told(20)); // whatever is loaded or kept for all
    long before = used();
    List<Optimizer> optimizers = List.of(told(TRIALS), told(TRIALS));
    long retained = (used() - before) / optimizers.size();

    assertThat(retained).as("bytes").isBetween(TRIALS * 20L * Double.BYTES, 64_000_000L);
    Reference.reachabilityFence(optimizers);
  }
}
