package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;

/** How exactly a value can come back from its place in the unit interval. */
final class Precision {
  private static final double EPSILON = Math.ulp(1.0);
  private static final long MOST_LEVELS_LINEAR = 1L << 50;
  private static final long MOST_LEVELS_LOG = 1L << 40;

  private Precision() {}

  /**
   * Discrete values are exact as long as doubles tell their bins apart, reals to a few roundings.
   */
  static void check(Parameter parameter, Treatment treatment, Treatment again) {
    if (parameter instanceof RealParameter real && real.levels().isEmpty()) {
      assertThat(Math.abs(again.get(real) - treatment.get(real)))
          .as("%s: %s and %s", real, treatment.get(real), again.get(real))
          .isLessThanOrEqualTo(ofValue(real, treatment.get(real)));
    } else if (isExact(parameter)) {
      assertThat(again.value(parameter.name())).isEqualTo(treatment.value(parameter.name()));
    }
  }

  static boolean isExact(Parameter parameter) {
    boolean log =
        parameter instanceof RealParameter r && r.scale() == Scale.LOG
            || parameter instanceof IntegerParameter i && i.scale() == Scale.LOG;
    return parameter.levels().isPresent()
        && parameter.levels().getAsLong() <= (log ? MOST_LEVELS_LOG : MOST_LEVELS_LINEAR);
  }

  /**
   * Linear: 4 ulp of the range's larger end. Log: 4 ulp of the value for each unit of the largest
   * logarithm and one more, since an error in a logarithm is a relative one of the value.
   */
  static double ofValue(RealParameter real, double value) {
    double largest = Math.max(Math.abs(real.low()), Math.abs(real.high()));
    return 4 * (real.scale() == Scale.LINEAR ? Math.ulp(largest) : Math.ulp(value) * logs(real));
  }

  /** 1e-12, or more where the whole range has so few doubles that they are further apart. */
  static double ofUnit(RealParameter real) {
    double spacing =
        real.scale() == Scale.LINEAR
            ? Math.ulp(Math.max(Math.abs(real.low()), Math.abs(real.high())))
                / 2
                / (real.high() / 2 - real.low() / 2)
            : EPSILON * logs(real) / StrictMath.log(real.high() / real.low());
    return Math.max(1e-12, 4 * spacing);
  }

  private static double logs(RealParameter real) {
    return 1
        + Math.max(Math.abs(StrictMath.log(real.low())), Math.abs(StrictMath.log(real.high())));
  }
}
