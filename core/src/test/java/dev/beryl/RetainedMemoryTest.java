package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.lang.ref.Reference;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a finished study keeps: at most 260 bytes for a trial of 20 parameters and one metric. The
 * system property {@code beryl.memory.trials} sets another number of trials, such as 1000000.
 */
class RetainedMemoryTest {
  private static final int TRIALS = Integer.getInteger("beryl.memory.trials", 50_000);
  private static final int BYTES_PER_TRIAL = 260;

  private static final List<RealParameter> PARAMETERS =
      IntStream.range(0, 20).mapToObj(i -> Parameter.real("x" + i, 0, 1)).toList();
  private static final SearchSpace SPACE = SearchSpace.of(PARAMETERS);
  private static final Experiment<Double> EXPERIMENT =
      Experiment.measuring("loss", ctx -> ctx.get(PARAMETERS.get(7)));

  /** Keeps nothing, so that what is measured is the study's. */
  private static final class Forgetful implements Optimizer {
    private final double[] unit = new double[PARAMETERS.size()];
    private int number;

    @Override
    public List<Treatment> ask(int max) {
      number++;
      for (int i = 0; i < unit.length; i++) {
        unit[i] = (number * (i + 1) * 0.618_033_988_749_894_9) % 1;
      }
      return List.of(SPACE.fromUnit(unit));
    }

    @Override
    public void tell(Trial trial) {}
  }

  private static StudyResult run(int trials) {
    return EXPERIMENT.optimize(
        Study.of(SPACE, OneParameter.LOSS)
            .optimizer(TestOptimizers.of(setting -> new Forgetful()))
            .trials(trials));
  }

  /** The least of some measurements: what is garbage, or another thread's, may only add to it. */
  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return IntStream.range(0, 5)
        .mapToLong(i -> {
          System.gc();
          return runtime.totalMemory() - runtime.freeMemory();
        })
        .min()
        .orElseThrow();
  }

  @Test
  void optimize_twentyParameters_keepsAtMost260BytesATrial() {
    Reference.reachabilityFence(run(2_000)); // whatever is loaded or kept for all studies
    long before = used();
    StudyResult result = run(TRIALS);
    long retained = used() - before;

    assertThat(result.trials()).hasSize(TRIALS);
    assertThat(retained / (double) TRIALS)
        .as("bytes a trial; %s trials keep %.1f MB", TRIALS, retained / 1e6)
        .isBetween(8.0 * (20 + 1 + 1), (double) BYTES_PER_TRIAL);
    Reference.reachabilityFence(result);
  }
}
