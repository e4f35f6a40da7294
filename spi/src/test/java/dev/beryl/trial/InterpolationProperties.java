package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(AnyValues.class)
@Domain(DomainContext.Global.class)
class InterpolationProperties {

  @Property(tries = 2_000, seed = "21")
  void between_isNeverBeyondEither(@ForAll double[] values, @ForAll int numerator) {
    double a = values[0];
    double b = values[values.length - 1];
    double any = Math.abs(numerator * 0x1p-32);

    for (double share : new double[] {0, Double.MIN_VALUE, any, Math.nextDown(1.0)}) {
      assertThat(Interpolation.between(a, b, share)).isBetween(Math.min(a, b), Math.max(a, b));
    }
  }

  @Property(tries = 1_000, seed = "22")
  void midpoint_isTheSameFromEitherSideAndBetween(@ForAll double[] values) {
    double a = values[0];
    double b = values[values.length - 1];
    double midpoint = Interpolation.midpoint(a, b);

    assertThat(midpoint)
        .isEqualTo(Interpolation.midpoint(b, a))
        .isBetween(Math.min(a, b), Math.max(a, b) + 0.0);
  }
}
