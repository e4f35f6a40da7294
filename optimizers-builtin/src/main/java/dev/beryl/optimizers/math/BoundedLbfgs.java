package dev.beryl.optimizers.math;

import java.util.Arrays;

/**
 * Minimizes a smooth function in a box: steps of limited-memory BFGS on the coordinates that are
 * not held at a bound, projected onto the box, shortened until the function falls enough. Not
 * thread-safe.
 *
 * @see <a href="https://doi.org/10.1007/978-0-387-40065-5">Nocedal and Wright, Numerical
 *     optimization, 2006</a>, algorithm 7.4
 * @see <a href="https://doi.org/10.1137/0320018">Bertsekas, Projected Newton methods for
 *     optimization problems with simple constraints, SIAM J. Control Optim. 20(2), 1982</a>
 */
public final class BoundedLbfgs {
  private static final double SUFFICIENT = 1e-4;
  private static final int MOST_CUTS = 12;
  private static final double NEGLIGIBLE = 1e-10;
  private static final double CURVATURE = 1e-12;

  private final int n;
  private final int memory;
  private final double[][] steps;
  private final double[][] changes;
  private final double[] weights;
  private final double[] gradient;
  private final double[] nextGradient;
  private final double[] next;
  private final double[] direction;
  private final boolean[] free;
  private int kept;
  private int newest;

  /** A function to be minimized. */
  @FunctionalInterface
  public interface Differentiable {
    /**
     * Evaluates the function.
     *
     * @return the value; one that is not finite counts as too large
     */
    double at(double[] x, double[] gradient);
  }

  /** A minimizer of functions of n numbers. */
  public BoundedLbfgs(int n, int memory) {
    this.n = n;
    this.memory = memory;
    this.steps = new double[memory][n];
    this.changes = new double[memory][n];
    this.weights = new double[memory];
    this.gradient = new double[n];
    this.nextGradient = new double[n];
    this.next = new double[n];
    this.direction = new double[n];
    this.free = new boolean[n];
  }

  /**
   * Minimizes a function from a point.
   *
   * @param x where it starts, is moved into the box, and becomes where it ends
   * @param iterations the most steps
   * @param tolerance of the largest component of the projected gradient
   * @param first the length of the first step that is tried
   * @return the value at the end; NaN if that at the start is not finite
   */
  public double minimize(
      Differentiable function,
      double[] x,
      double[] low,
      double[] high,
      int iterations,
      double tolerance,
      double first) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.clamp(x[i], low[i], high[i]);
    }
    kept = 0;
    double value = function.at(x, gradient);
    if (!Double.isFinite(value)) {
      return Double.NaN;
    }
    for (int iteration = 0; iteration < iterations; iteration++) {
      if (!(projectedGradient(x, low, high) > tolerance)) {
        break;
      }
      double length = direction();
      double step = kept > 0 ? 1 : Math.min(1, first / length);
      double reached = descend(function, x, low, high, value, step);
      if (!(reached < value)) {
        if (kept == 0) {
          break;
        }
        kept = 0;
        continue;
      }
      double gain = value - reached;
      value = reached;
      remember(x);
      if (gain <= NEGLIGIBLE * Math.max(1, Math.abs(value))) {
        break;
      }
    }
    return value;
  }

  /** Finds the free coordinates; returns the largest step that the gradient makes in the box. */
  private double projectedGradient(double[] x, double[] low, double[] high) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double moved = Math.clamp(x[i] - gradient[i], low[i], high[i]) - x[i];
      largest = Math.max(largest, Math.abs(moved));
      free[i] = gradient[i] > 0 ? x[i] > low[i] : x[i] < high[i];
    }
    return largest;
  }

  private double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += free[i] ? a[i] * b[i] : 0;
    }
    return sum;
  }

  /** Sets the direction by the two-loop recursion on the free coordinates; returns its length. */
  private double direction() {
    for (int i = 0; i < n; i++) {
      direction[i] = free[i] ? -gradient[i] : 0;
    }
    double scale = 0;
    for (int age = 0; age < kept; age++) {
      int at = Math.floorMod(newest - age, memory);
      double curvature = dot(steps[at], changes[at]);
      double square = dot(changes[at], changes[at]);
      if (!(curvature > CURVATURE * square)) {
        weights[at] = Double.NaN;
        continue;
      }
      scale = scale == 0 ? curvature / square : scale;
      weights[at] = dot(steps[at], direction) / curvature;
      add(direction, -weights[at], changes[at]);
    }
    if (scale == 0) {
      kept = 0;
    }
    for (int i = 0; i < n && kept > 0; i++) {
      direction[i] *= scale;
    }
    for (int age = kept - 1; age >= 0; age--) {
      int at = Math.floorMod(newest - age, memory);
      if (!Double.isNaN(weights[at])) {
        double along = dot(changes[at], direction) / dot(steps[at], changes[at]);
        add(direction, weights[at] - along, steps[at]);
      }
    }
    if (!(dot(direction, gradient) < 0)) {
      kept = 0;
      for (int i = 0; i < n; i++) {
        direction[i] = free[i] ? -gradient[i] : 0;
      }
    }
    return Math.sqrt(dot(direction, direction));
  }

  private void add(double[] to, double factor, double[] a) {
    for (int i = 0; i < n; i++) {
      to[i] += free[i] ? factor * a[i] : 0;
    }
  }

  /** Goes along the direction into {@link #next}; returns the value there, or one not below. */
  private double descend(
      Differentiable function,
      double[] x,
      double[] low,
      double[] high,
      double value,
      double firstStep) {
    double step = firstStep;
    for (int cut = 0; cut < MOST_CUTS; cut++) {
      double slope = 0;
      for (int i = 0; i < n; i++) {
        next[i] = Math.clamp(x[i] + step * direction[i], low[i], high[i]);
        slope += gradient[i] * (next[i] - x[i]);
      }
      double reached = function.at(next, nextGradient);
      if (reached <= value + SUFFICIENT * slope && slope < 0) {
        return reached;
      }
      double shorter = Double.isFinite(reached) ? -slope / (2 * (reached - value - slope)) : 0.1;
      step *= shorter >= 0.1 && shorter <= 0.5 ? shorter : shorter < 0.1 ? 0.1 : 0.5;
    }
    return Double.POSITIVE_INFINITY;
  }

  /** Moves x to the next point and keeps the step. */
  private void remember(double[] x) {
    newest = kept == 0 ? 0 : (newest + 1) % memory;
    kept = Math.min(memory, kept + 1);
    for (int i = 0; i < n; i++) {
      steps[newest][i] = next[i] - x[i];
      changes[newest][i] = nextGradient[i] - gradient[i];
    }
    System.arraycopy(next, 0, x, 0, n);
    System.arraycopy(nextGradient, 0, gradient, 0, n);
    Arrays.fill(nextGradient, 0);
  }
}
