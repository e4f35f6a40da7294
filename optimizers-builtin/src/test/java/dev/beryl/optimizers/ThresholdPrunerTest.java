package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdPrunerTest {
  private static final double NAN = Double.NaN;
  private static final ThresholdPruner BOUNDED = ThresholdPruner.withDefaults().lower(-1).upper(2);

  @Test
  void prunes_outOfBounds_boundsIncludedAllowed() {
    Pruner pruner = Pruning.create(BOUNDED);
    assertThat(Pruning.stop(pruner, -1, 2, 0, -0.0)).isEmpty();
    assertThat(Pruning.stop(pruner, 0, Math.nextUp(2.0))).hasValue(2);
    assertThat(Pruning.stop(pruner, 0, Math.nextDown(-1.0))).hasValue(2);
    assertThat(Pruning.stop(pruner, 0, 0, NAN)).hasValue(3);
  }

  @Test
  void prunes_nanBeforeTheFirstNumber_isNoReport() {
    assertThat(Pruning.stop(Pruning.create(BOUNDED), NAN, NAN, 0, 0)).isEmpty();
    assertThat(Pruning.stop(Pruning.create(BOUNDED), NAN, NAN, 0, NAN)).hasValue(4);
    assertThat(Pruning.stop(Pruning.create(BOUNDED.intervalSteps(9)), NAN, 9)).hasValue(2);
  }

  @Test
  void description_saysWhatHappensWithoutBounds() {
    assertThat(BOUNDED.description()).contains("without bounds it stops at NaN only");
  }

  @Test
  void prunes_withoutBounds_stopsNanAlone() {
    Pruner pruner = Pruning.create(ThresholdPruner.withDefaults());
    assertThat(Pruning.stop(pruner, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)).isEmpty();
    assertThat(Pruning.stop(pruner, 1, NAN)).hasValue(2);
  }

  @Test
  void prunes_maximise_boundsAreOnTheMetric() {
    Pruner pruner = Pruning.create(ThresholdPruner.withDefaults().lower(0.5), Pruning.ACCURACY, 1);
    assertThat(Pruning.stop(pruner, 0.9, 0.5, 0.4)).hasValue(3);
  }

  @Test
  void prunes_warmupAndInterval_judgeTheFirstReportOfEachInterval() {
    Pruner pruner = Pruning.create(BOUNDED.warmupSteps(3).intervalSteps(3));
    assertThat(Pruning.stop(pruner, 9, 9, 0, 9, 9, 9)).hasValue(6);
    assertThat(Pruning.stop(pruner, 9, 9, 9)).hasValue(3);
  }

  @Test
  void prunes_severalObjectives_allMustBeOutUnlessOneIsChosen() {
    Pruner all = Pruning.create(BOUNDED, Pruning.BOTH, 1);
    assertThat(all.begin(1).prunes(new Report(0, 1, 3, 0))).isFalse();
    assertThat(all.begin(1).prunes(new Report(0, 1, 0, NAN))).isFalse();
    assertThat(all.begin(1).prunes(new Report(0, 1, 3, NAN))).isFalse(); // may not exist yet
    Pruner.Judge judge = all.begin(1);
    assertThat(judge.prunes(new Report(0, 1, 3, 0))).isFalse();
    assertThat(judge.prunes(new Report(0, 2, 3, NAN))).isTrue();
    Pruner loss = Pruning.create(BOUNDED.metric("loss"), Pruning.BOTH, 1);
    assertThat(loss.begin(1).prunes(new Report(0, 1, 3, 0))).isTrue();
    assertThat(loss.begin(1).prunes(new Report(0, 1, 0, NAN))).isFalse();
    assertThat(loss.begin(1).prunes(new Report(0, 1, 3))).isTrue();
    Pruner accuracy = Pruning.create(BOUNDED.metric("accuracy"), Pruning.BOTH, 1);
    assertThat(accuracy.begin(1).prunes(new Report(0, 1, 3, 0))).isFalse();
    assertThat(accuracy.begin(1).prunes(new Report(0, 1, 0, 3))).isTrue();
    assertThat(accuracy.begin(1).prunes(new Report(0, 1, 9))).isFalse(); // lacks it
  }

  @Test
  void create_boundsTheWrongWayRoundAndUnknownMetric_areNamedTogether() {
    ThresholdPruner wrong = ThresholdPruner.withDefaults().lower(2).upper(1).metric("los");
    assertThatThrownBy(() -> Pruning.create(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pruner 'threshold' has 2 faults")
        .hasMessageContaining("expected lower <= upper, got lower=2.0, upper=1.0")
        .hasMessageContaining("no objective has the metric 'los'")
        .hasMessageContaining("did you mean 'loss'?");
  }

  @Test
  void options_byName_areThoseOfTheTypedSet() {
    ThresholdPruner typed = BOUNDED.metric("loss").warmupSteps(3).intervalSteps(2);
    assertThat(typed.chosen().keySet())
        .containsExactlyInAnyOrderElementsOf(
            List.of("lower", "upper", "metric", "warmup-steps", "interval-steps"))
        .hasSameSizeAs(typed.provider().options());
    assertThat(ThresholdPruner.withDefaults()).hasToString("threshold");
    assertThat(ThresholdPruner.withDefaults().upper(10)).hasToString("threshold {upper=10.0}");
  }
}
