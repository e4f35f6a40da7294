package dev.beryl.quality.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One of the seventeen problems on which results of public peers are kept: seven functions of five
 * and of ten reals, and three of four reals and three categories.
 *
 * @param index from 0 to 16; instance k is drawn with seed 1000 index + k
 */
public record PeerProblem(
    int index, Function function, int reals, int categoricals, Variant variant)
    implements TestProblem {
  private static final double SHIFT = 3;

  /** The functions by the names under which results are kept. */
  enum Function {
    SPHERE("sphere", PeerLandscape.SPHERE),
    ROTATED_ELLIPSOID("rotelli", PeerLandscape.ELLIPSOID),
    ROSENBROCK("rosen", PeerLandscape.ROSENBROCK),
    RASTRIGIN("rast", PeerLandscape.RASTRIGIN),
    ACKLEY("ackley", PeerLandscape.ACKLEY),
    STYBLINSKI_TANG("stybtang", PeerLandscape.STYBLINSKI_TANG),
    LOW_DIMENSIONAL("lowdim", PeerLandscape.LOW_DIMENSIONAL);

    private final String key;
    private final PeerLandscape landscape;

    Function(String key, PeerLandscape landscape) {
      this.key = key;
      this.landscape = landscape;
    }
  }

  /** The problems in the order of their indices. */
  public static List<PeerProblem> all(Variant variant) {
    var problems = new ArrayList<PeerProblem>();
    for (int reals : new int[] {5, 10}) {
      for (Function function : Function.values()) {
        problems.add(new PeerProblem(problems.size(), function, reals, 0, variant));
      }
    }
    for (Function function :
        List.of(Function.SPHERE, Function.ROTATED_ELLIPSOID, Function.RASTRIGIN)) {
      problems.add(new PeerProblem(problems.size(), function, 4, 3, variant));
    }
    return List.copyOf(problems);
  }

  @Override
  public String name() {
    return function.key
        + "_d"
        + reals
        + (categoricals == 0 ? "" : "_plus_" + categoricals + "_categoricals");
  }

  @Override
  public int dimension() {
    return reals + categoricals;
  }

  @Override
  public Instance instance(int number) {
    var random = new SplittableRandom(1000L * index + number);
    double[] shift =
        IntStream.range(0, reals)
            .mapToDouble(_ -> -SHIFT + 2 * SHIFT * random.nextDouble())
            .toArray();
    Rotation rotation =
        function == Function.ROTATED_ELLIPSOID ? Rotation.draw(reals, random) : null;
    int[] right =
        IntStream.range(0, categoricals)
            .map(_ -> (int) (MixedInstance.CATEGORIES * random.nextDouble()))
            .toArray();
    move(shift);
    return new MixedInstance(
        name(),
        number,
        function.landscape,
        shift,
        rotation,
        right,
        i -> variant == Variant.INTEGER && i % 2 == 1,
        variant == Variant.NOISE ? 1 : 0);
  }

  private void move(double[] shift) {
    double argmin = function.landscape.argmin();
    for (int i = 0; i < shift.length; i++) {
      double side = Math.signum(shift[i]) * MixedInstance.HIGH;
      shift[i] =
          switch (variant) {
            case PLAIN, NOISE -> shift[i];
            case BOUNDARY -> i % 2 == 0 ? side - argmin : shift[i];
            case BEYOND -> i % 2 == 0 ? 1.2 * side - argmin : shift[i];
            case INTEGER -> i % 2 == 1 ? Math.rint(shift[i] + argmin) - argmin : shift[i];
          };
    }
  }
}
