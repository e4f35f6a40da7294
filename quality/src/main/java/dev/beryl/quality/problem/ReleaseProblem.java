package dev.beryl.quality.problem;

import dev.beryl.random.PhiloxRandom;
import java.util.Locale;

/**
 * A problem on which releases are compared with each other. Losses are scaled so that the median of
 * uniform points is 1, and the minimum is 0. Numbers lie in [-5, 5], their optimum in [-4, 4].
 *
 * @param landscape the function of its numbers
 * @param categories how many categories, a wrong one adding 1 to 3 before scaling
 */
record ReleaseProblem(
    Family family, ReleaseLandscape landscape, int reals, int integers, int categories)
    implements TestProblem {
  private static final double SHIFT = 4;
  private static final double NOISE = 0.05; // of the median of uniform points

  @Override
  public String name() {
    return (family + "-" + landscape + "-" + dimension()).toLowerCase(Locale.ROOT);
  }

  @Override
  public int dimension() {
    return reals + integers + categories;
  }

  @Override
  public Instance instance(int number) {
    var random = new PhiloxRandom(name().hashCode(), number);
    int numbers = reals + integers;
    double[] shift = new double[numbers];
    for (int i = 0; i < numbers; i++) {
      double place = -SHIFT + 2 * SHIFT * random.nextDouble();
      shift[i] = i < reals ? place : Math.rint(place);
    }
    int[] right = random.ints(categories, 0, MixedInstance.CATEGORIES).toArray();
    boolean turned = family == Family.ROTATED || family == Family.MULTIMODAL;
    Rotation rotation = turned ? Rotation.draw(numbers, random) : null;
    for (int i = 0; i < numbers && family == Family.BOUNDARY; i += 2) {
      shift[i] = Math.signum(shift[i]) * MixedInstance.HIGH;
    }
    return ScaledInstance.of(
        new MixedInstance(name(), number, landscape, shift, rotation, right, i -> i >= reals, 0),
        family == Family.NOISY ? NOISE : 0,
        random);
  }
}
