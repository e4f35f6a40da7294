package dev.beryl.quality.problem;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Functions of ten reals with their minimum of 0 in the interior of a range so wide that its ends
 * make no difference. Instances differ in where the search begins: the parameters' defaults,
 * uniform in [-4, 4], of Rosenbrock's function 0.
 *
 * @see <a href="https://arxiv.org/abs/1604.00772">Hansen, The CMA evolution strategy: a
 *     tutorial</a>, appendix; pycma's functions of the same names
 */
@SuppressWarnings({"ImmutableEnumChecker", "EnumOrdinal"}) // pure functions; seeds by place
public enum UnboundedProblem implements TestProblem {
  /** The sum of squares. */
  SPHERE(4, 2, 1452),
  /** Squares with weights from 1 to a million. */
  ELLIPSOID(4, 2, 4050),
  /** One light square. */
  CIGAR(4, 2, 3961),
  /** One heavy square. */
  DISCUS(4, 2, 3013),
  /** Rosenbrock's bent valley. */
  ROSENBROCK(0, 0.5, 5087),
  /** Ackley's plain of local minima around a pit. */
  ACKLEY(4, 2, 2765);

  /** What counts as having converged. */
  public static final double TARGET = 1e-8;

  private static final int DIMENSION = 10;
  private static final double END = 20; // of each range

  private final double start;
  private final double deviation;
  private final int known;

  UnboundedProblem(double start, double deviation, int known) {
    this.start = start;
    this.deviation = deviation;
    this.known = known;
  }

  /** {@return the first step size, as a share of a range} */
  public double sigma() {
    return deviation / (2 * END);
  }

  /** {@return the median of pycma 4.5.0's evaluations to the target, of 15 runs} */
  public int known() {
    return known;
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public Instance instance(int number) {
    var random = new PhiloxRandom(number, known);
    List<RealParameter> reals =
        IntStream.range(0, DIMENSION)
            .mapToObj(i ->
                Parameter.real("x" + i, -END, END)
                    .withDefault(start * (2 * random.nextDouble() - 1)))
            .toList();
    return new Start(this, number, reals, SearchSpace.of(reals));
  }

  private record Start(
      UnboundedProblem function, int number, List<RealParameter> reals, SearchSpace space)
      implements Instance {
    @Override
    public String problem() {
      return function.name();
    }

    @Override
    public double loss(Treatment treatment) {
      return function.value(reals.stream().mapToDouble(treatment::get).toArray());
    }
  }

  private double value(double[] x) {
    return switch (this) {
      case SPHERE -> weighted(x, _ -> 1);
      case ELLIPSOID -> weighted(x, i -> StrictMath.pow(1e6, i / (x.length - 1.0)));
      case CIGAR -> weighted(x, i -> i == 0 ? 1 : 1e6);
      case DISCUS -> weighted(x, i -> i == 0 ? 1e6 : 1);
      case ROSENBROCK -> rosenbrock(x);
      case ACKLEY -> ackley(x);
    };
  }

  private static double weighted(double[] x, IntToDoubleFunction weight) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += weight.applyAsDouble(i) * x[i] * x[i];
    }
    return sum;
  }

  private static double rosenbrock(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length - 1; i++) {
      double bend = x[i + 1] - x[i] * x[i];
      sum += 100 * bend * bend + (1 - x[i]) * (1 - x[i]);
    }
    return sum;
  }

  private static double ackley(double[] x) {
    double squares = 0;
    double waves = 0;
    for (double v : x) {
      squares += v * v;
      waves += StrictMath.cos(2 * Math.PI * v);
    }
    double n = x.length;
    return 20
        - 20 * StrictMath.exp(-0.2 * Math.sqrt(squares / n))
        + Math.E
        - StrictMath.exp(waves / n);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
