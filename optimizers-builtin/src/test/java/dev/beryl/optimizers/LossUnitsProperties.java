package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The unit in which a loss is measured, and where its zero lies, make no difference. */
class LossUnitsProperties {
  private static final List<OptimizerChoice> OPTIMIZERS =
      List.of(CmaEs.withDefaults(), Tpe.withDefaults());
  private static final int TRIALS = 400;
  private static final double GRID = 0x1p-20;

  @Property(tries = 30, seed = "20261101")
  void ask_lossesTimesAPowerOfTwo_sameBits(
      @ForAll @IntRange(min = -1000, max = 1000) int exponent,
      @ForAll @IntRange(min = 1, max = 3) int dimension,
      @ForAll @IntRange(min = 1, max = 3) int replicates,
      @ForAll long seed) {
    assertSame(dimension, replicates, seed, loss -> Math.scalb(loss, exponent));
  }

  @Property(tries = 30, seed = "20261102")
  void ask_lossesShiftedAsFarAsTheyStayExact_sameBits(
      @ForAll @IntRange(min = -(1 << 20), max = 1 << 20) int shift,
      @ForAll @IntRange(min = 1, max = 3) int dimension,
      @ForAll long seed) {
    assertSame(dimension, 1, seed, loss -> loss + shift);
  }

  private static void assertSame(
      int dimension, int replicates, long seed, DoubleUnaryOperator change) {
    for (OptimizerChoice optimizer : OPTIMIZERS) {
      assertThat(proposed(optimizer, dimension, replicates, seed, change))
          .as(optimizer.toString())
          .isEqualTo(
              proposed(optimizer, dimension, replicates, seed, DoubleUnaryOperator.identity()));
    }
  }

  private static List<Treatment> proposed(
      OptimizerChoice choice,
      int dimension,
      int replicates,
      long seed,
      DoubleUnaryOperator change) {
    List<RealParameter> parameters =
        IntStream.range(0, dimension).mapToObj(i -> Parameter.real("x" + i, 0, 1)).toList();
    SearchSpace space = SearchSpace.of(parameters);
    Problem problem = Problem.of(space, Objective.minimize("loss"));
    Optimizer optimizer =
        Asking.create(choice, OptimizerSetting.of(problem, seed).withTrials(TRIALS));
    List<Treatment> proposed = new ArrayList<>();
    for (int trial = 0; trial < TRIALS; trial++) {
      Treatment treatment = optimizer.ask(1).getFirst();
      proposed.add(treatment);
      double[] samples = new double[replicates];
      for (int r = 0; r < replicates; r++) {
        samples[r] = change.applyAsDouble(loss(parameters, treatment) + r * GRID * (trial % 7));
      }
      optimizer.tell(
          Trial.of(trial, treatment, problem).samples("loss", Samples.of(samples)).completed());
    }
    return proposed;
  }

  /** A slope towards a corner in the first parameter and a bowl in the others, on a grid. */
  private static double loss(List<RealParameter> parameters, Treatment treatment) {
    double sum = 0;
    for (RealParameter each : parameters) {
      double x = treatment.get(each);
      sum += each == parameters.getFirst() ? 3 * x : 50 * (x - 0.3) * (x - 0.3);
    }
    return GRID * Math.rint(sum / GRID);
  }
}
