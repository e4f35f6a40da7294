package dev.beryl.benchmarks;

import dev.beryl.Experiment;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import java.util.stream.IntStream;

/** The sum of squares, which costs next to nothing: for what costs come beyond an evaluation. */
final class Sphere {
  private Sphere() {}

  /** Real parameters in [-5, 5]. */
  static RealParameter[] parameters(int dimension) {
    return IntStream.range(0, dimension)
        .mapToObj(i -> Parameter.real("x" + i, -5, 5))
        .toArray(RealParameter[]::new);
  }

  /** Measures {@code loss}, the sum of the squares of these parameters. */
  static Experiment<Double> experiment(RealParameter... parameters) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          double sum = 0;
          for (RealParameter parameter : parameters) {
            double x = ctx.get(parameter);
            sum += x * x;
          }
          return sum;
        });
  }
}
