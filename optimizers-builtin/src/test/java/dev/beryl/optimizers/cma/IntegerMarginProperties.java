package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.optimizers.math.NormalDistribution;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

class IntegerMarginProperties {
  private static final double TOLERANCE = 1e-9;

  /** The factor before the correction is that of an earlier one. */
  private static IntegerMargin used(double alpha, double earlier) {
    var margin = new IntegerMargin(1, alpha);
    margin.correct(0, new double[] {0.1}, earlier, -0.5, 0.5);
    return margin;
  }

  @Property(tries = 2000, seed = "31")
  void innerCell_isLeftOnEachSide_withHalfTheMarginAtLeast(
      @ForAll @DoubleRange(min = 0.001, max = 0.49) @Scale(3) double alpha,
      @ForAll @DoubleRange(min = 0.01, max = 2) double earlier,
      @ForAll @DoubleRange(min = 0, max = 1) double place,
      @ForAll @DoubleRange(min = -6, max = 2) double logDeviation) {
    double deviation = Math.pow(10, logDeviation);
    var margin = used(alpha, earlier);
    double[] mean = {3 + 2 * place};
    margin.correct(0, mean, deviation, 3, 5);

    double spread = margin.amplification(0) * deviation;
    double low = NormalDistribution.cdf((3 - mean[0]) / spread);
    double high = NormalDistribution.cdf((mean[0] - 5) / spread);
    assertThat(mean[0]).isBetween(3.0, 5.0);
    assertThat(low).isGreaterThanOrEqualTo(alpha / 2 * (1 - TOLERANCE));
    assertThat(high).isGreaterThanOrEqualTo(alpha / 2 * (1 - TOLERANCE));
  }

  @Property(tries = 2000, seed = "32")
  void edgeCell_isLeft_withTheMarginAtLeast_andExactlyWhereItWasLess(
      @ForAll @DoubleRange(min = 0.001, max = 0.49) @Scale(3) double alpha,
      @ForAll @DoubleRange(min = 0.01, max = 2) double earlier,
      @ForAll @DoubleRange(min = 0.001, max = 10) @Scale(3) double inside,
      @ForAll @DoubleRange(min = -6, max = 2) double logDeviation,
      @ForAll boolean lowest) {
    double deviation = Math.pow(10, logDeviation);
    var margin = used(alpha, earlier);
    double factor = margin.amplification(0);
    double[] mean = {lowest ? 0.5 - inside : 0.5 + inside};
    double before = NormalDistribution.cdf(-inside / (factor * deviation));
    margin.correct(
        0,
        mean,
        deviation,
        lowest ? Double.NEGATIVE_INFINITY : 0.5,
        lowest ? 0.5 : Double.POSITIVE_INFINITY);

    double distance = lowest ? 0.5 - mean[0] : mean[0] - 0.5;
    double after = NormalDistribution.cdf(-distance / (factor * deviation));
    assertThat(margin.amplification(0)).isEqualTo(factor);
    assertThat(distance).isPositive();
    assertThat(after).isCloseTo(Math.max(alpha, before), within(TOLERANCE));
  }

  @Property(tries = 2000, seed = "33")
  void correction_again_changesNothing(
      @ForAll @DoubleRange(min = 0.001, max = 0.49) @Scale(3) double alpha,
      @ForAll @DoubleRange(min = 0, max = 1) double place,
      @ForAll @DoubleRange(min = -6, max = 2) double logDeviation,
      @ForAll boolean atEdge) {
    double deviation = Math.pow(10, logDeviation);
    var margin = new IntegerMargin(1, alpha);
    double[] mean = {place};
    double below = atEdge ? Double.NEGATIVE_INFINITY : 0;
    margin.correct(0, mean, deviation, below, 1);
    double once = mean[0];
    double factor = margin.amplification(0);
    margin.correct(0, mean, deviation, below, 1);

    assertThat(mean[0]).isCloseTo(once, within(1e-12 * (1 + deviation)));
    assertThat(margin.amplification(0) / factor).isCloseTo(1, within(1e-12));
  }

  @Property(tries = 500, seed = "34")
  void correction_ofTheMirrorImage_isTheMirrorImage(
      @ForAll @DoubleRange(min = 0.001, max = 0.49) @Scale(3) double alpha,
      @ForAll @DoubleRange(min = -1, max = 1) double place,
      @ForAll @DoubleRange(min = -3, max = 1) double logDeviation) {
    double deviation = Math.pow(10, logDeviation);
    var margin = new IntegerMargin(2, alpha);
    double[] mean = {place, -place};
    margin.correct(0, mean, deviation, -1, 1);
    margin.correct(1, mean, deviation, -1, 1);

    assertThat(mean[0]).isEqualTo(-mean[1]);
    assertThat(margin.amplification(0)).isEqualTo(margin.amplification(1));
  }
}
