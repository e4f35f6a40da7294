package dev.beryl.optimizers.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearningCurveTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final List<Objective> LOSS = List.of(Objective.minimize("loss"));
  private static final List<Objective> BOTH =
      List.of(Objective.minimize("loss"), Objective.maximize("accuracy"));

  private static LearningCurve curve(CurveValue value, long first, double... values) {
    var curve = new LearningCurve(LOSS, value);
    for (int i = 0; i < values.length; i++) {
      curve.add(new Report(0, first + i, values[i]));
    }
    return curve;
  }

  private static List<Double> losses(LearningCurve curve) {
    var losses = new ArrayList<Double>();
    for (int i = 0; i < curve.size(); i++) {
      losses.add(curve.losses(i)[0]);
    }
    return losses;
  }

  /** y = 1 / s at s = 4: h = 2, and .25 was gained in one doubling of the two that are left. */
  @Test
  void projectedEnd_ofOneOverTheStep_isExact() {
    LearningCurve curve = curve(CurveValue.LATEST, 1, 1, 0.5, 1.0 / 3, 0.25);
    assertThat(curve.projectedEnd(3, 16)).isEqualTo(0.25 - 0.25 * 2 / 1);
    assertThat(curve.projectedEnd(1, 16)).isEqualTo(0.5 - 0.5 * 3);
    assertThat(curve.projectedEnd(2, 3)).isEqualTo(1.0 / 3); // at the end nothing is left to gain
    assertThat(curve.projectedEnd(3, 2)).isEqualTo(0.25);
  }

  @Test
  void projectedEnd_risingCurve_isItsValue() {
    assertThat(curve(CurveValue.LATEST, 1, 1, 2, 3, 4).projectedEnd(3, 16)).isEqualTo(4);
  }

  @Test
  void projectedEnd_withoutAReportUpToHalf_isUnknown() {
    assertThat(curve(CurveValue.LATEST, 1, 1).projectedEnd(0, 16)).isNaN();
    LearningCurve late = curve(CurveValue.LATEST, 5, 1, 2, 3, 4, 5, 6);
    assertThat(late.projectedEnd(4, 16)).isNaN(); // step 9
    assertThat(late.projectedEnd(5, 16)).isEqualTo(6); // step 10, half of it is 5
  }

  @Test
  void projectedEnd_infiniteLosses_isNeverNan() {
    LearningCurve curve = curve(CurveValue.LATEST, 1, INFINITY, INFINITY, 1, 1, -INFINITY);
    assertThat(curve.projectedEnd(1, 16)).isEqualTo(INFINITY);
    assertThat(curve.projectedEnd(2, 16)).isEqualTo(-INFINITY);
    assertThat(curve.projectedEnd(2, 3)).isEqualTo(1);
    assertThat(curve.projectedEnd(4, 16)).isEqualTo(-INFINITY);
  }

  @Test
  void step_firstIsZeroOrLess_isCountedFrom1() {
    LearningCurve zero = curve(CurveValue.LATEST, 0, 5, 4, 3);
    assertThat(zero.step(0)).isEqualTo(1);
    assertThat(zero.step(2)).isEqualTo(3);
    assertThat(zero.lastStep()).isEqualTo(3);
    assertThat(zero.reportedStep(2)).isEqualTo(2);
    assertThat(curve(CurveValue.LATEST, -7, 5, 4).step(1)).isEqualTo(2);
    assertThat(curve(CurveValue.LATEST, 3, 5, 4).step(1)).isEqualTo(4);
    assertThat(curve(CurveValue.LATEST, 0, NAN, 4).step(0)).isEqualTo(2); // the NaN was step 1
    assertThat(new LearningCurve(LOSS, CurveValue.LATEST).lastStep()).isZero();
  }

  @Test
  void add_stepsFarApart_doNotOverflow() {
    var curve = new LearningCurve(LOSS, CurveValue.LATEST);
    assertThat(curve.add(new Report(0, Long.MIN_VALUE, 1))).isTrue();
    assertThat(curve.add(new Report(0, -1, 2))).isTrue();
    assertThat(curve.step(1)).isEqualTo(Long.MAX_VALUE);
    assertThat(curve.add(new Report(0, Long.MAX_VALUE, 3))).isFalse();
    assertThat(curve.add(new Report(0, 5, 4))).isFalse();
    assertThat(curve.size()).isEqualTo(2);
  }

  @Test
  void add_stepNotBeyondTheLast_isPassedOver() {
    var curve = new LearningCurve(LOSS, CurveValue.LATEST);
    assertThat(curve.add(new Report(0, 5, 1))).isTrue();
    assertThat(curve.add(new Report(0, 5, 2))).isFalse();
    assertThat(curve.add(new Report(0, 4, 2))).isFalse();
    assertThat(curve.add(new Report(0, 6, 2))).isTrue();
    assertThat(losses(curve)).containsExactly(1.0, 2.0);
  }

  @Test
  void add_nan_countsFromTheThirdInARowAfterANumber() {
    LearningCurve curve =
        curve(CurveValue.LATEST, 1, NAN, NAN, NAN, NAN, 5, NAN, NAN, 4, NAN, NAN, NAN, NAN, 3);
    assertThat(losses(curve)).containsExactly(5.0, 4.0, INFINITY, INFINITY, 3.0);
    assertThat(curve.step(2)).isEqualTo(11);
    assertThat(curve.at(10)).isNull();
    assertThat(curve.at(12)).containsExactly(INFINITY);
  }

  @Test
  void add_severalObjectives_needANumberOfEach() {
    var curve = new LearningCurve(BOTH, CurveValue.LATEST);
    assertThat(curve.add(new Report(0, 1, 5))).isFalse();
    assertThat(curve.add(new Report(0, 1, 5, NAN))).isFalse();
    assertThat(curve.add(new Report(0, 2, 4, 0.5))).isTrue();
    assertThat(curve.add(new Report(0, 3, NAN, 0.6))).isFalse();
    assertThat(curve.add(new Report(0, 4, NAN, 0.7))).isFalse();
    assertThat(curve.add(new Report(0, 5, NAN, 0.8))).isTrue();
    assertThat(curve.losses(0)).containsExactly(4, -0.5);
    assertThat(curve.losses(1)).containsExactly(INFINITY, -0.8);
  }

  @ParameterizedTest
  @EnumSource
  void losses_areThoseOfTheChosenValue(CurveValue value) {
    LearningCurve curve = curve(value, 1, 6, NAN, 2, 4);
    assertThat(losses(curve))
        .isEqualTo(
            switch (value) {
              case LATEST -> List.of(6.0, 2.0, 4.0);
              case AVERAGE -> List.of(6.0, 4.0, 4.0);
              case BEST -> List.of(6.0, 2.0, 2.0);
            });
    assertThat(losses(curve(value, 1, INFINITY, -INFINITY))).doesNotContainNull().hasSize(2);
    assertThat(losses(curve(value, 1, INFINITY, -INFINITY))).noneMatch(loss -> loss.isNaN());
  }
}
