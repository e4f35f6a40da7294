package dev.beryl.quality.problem;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A landscape moved and turned, over numbers in [-5, 5], and categories 0 to 4 of which one is
 * right: a wrong one adds 1 and half its distance upwards modulo 5.
 */
final class MixedInstance implements Instance {
  static final double HIGH = 5;
  static final int CATEGORIES = 5;
  private static final List<Integer> VALUES = List.of(0, 1, 2, 3, 4);

  private final String problem;
  private final int number;
  private final Landscape landscape;
  private final double[] shift;
  private final @Nullable Rotation rotation;
  private final int[] right;
  private final double noise;
  private final List<Parameter> numbers = new ArrayList<>();
  private final List<CategoricalParameter<Integer>> categories = new ArrayList<>();
  private final SearchSpace space;

  /**
   * An instance.
   *
   * @param shift where the landscape's origin lies; kept
   * @param rotation applied after the shift, if any
   * @param right the right categories; kept
   * @param integer which of the numbers are integers
   */
  MixedInstance(
      String problem,
      int number,
      Landscape landscape,
      double[] shift,
      @Nullable Rotation rotation,
      int[] right,
      IntPredicate integer,
      double noise) {
    this.problem = problem;
    this.number = number;
    this.landscape = landscape;
    this.shift = shift;
    this.rotation = rotation;
    this.right = right;
    this.noise = noise;
    for (int i = 0; i < shift.length; i++) {
      numbers.add(
          integer.test(i)
              ? Parameter.integer("x" + i, (long) -HIGH, (long) HIGH)
              : Parameter.real("x" + i, -HIGH, HIGH));
    }
    for (int i = 0; i < right.length; i++) {
      categories.add(Parameter.choice("c" + i, VALUES));
    }
    var parameters = new ArrayList<>(numbers);
    parameters.addAll(categories);
    this.space = SearchSpace.of(parameters);
  }

  @Override
  public String problem() {
    return problem;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public SearchSpace space() {
    return space;
  }

  @Override
  public double noise() {
    return noise;
  }

  double[] shift() {
    return shift.clone();
  }

  int[] right() {
    return right.clone();
  }

  @Nullable Rotation rotation() {
    return rotation;
  }

  @Override
  public double loss(Treatment treatment) {
    double[] y = new double[shift.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = value(treatment, numbers.get(i)) - shift[i];
    }
    double loss = landscape.at(rotation == null ? y : rotation.apply(y));
    for (int i = 0; i < right.length; i++) {
      int distance = Math.floorMod(treatment.get(categories.get(i)) - right[i], CATEGORIES);
      loss += distance == 0 ? 0 : 1 + 0.5 * distance;
    }
    return loss;
  }

  private static double value(Treatment treatment, Parameter parameter) {
    return parameter instanceof IntegerParameter integer
        ? treatment.get(integer)
        : treatment.get((RealParameter) parameter);
  }

  @Override
  public String toString() {
    return problem + " #" + number;
  }
}
