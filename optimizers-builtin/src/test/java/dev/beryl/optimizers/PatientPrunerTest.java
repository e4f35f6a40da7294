package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.trial.Report;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientPrunerTest {
  private static final double NAN = Double.NaN;
  private static final PatientPruner THREE = PatientPruner.withDefaults().steps(3);
  private static final MedianPruner AT_ONCE =
      MedianPruner.withDefaults()
          .startupTrials(1)
          .warmupSteps(0)
          .guard(0)
          .withoutProjectedEnd()
          .maxResource(100);

  @BeforeAll
  static void lookServicesUp() {
    PatientPrunerTest.class.getModule().addUses(PrunerProvider.class);
  }

  @Test
  void prunes_noImprovement_afterSoManySteps() {
    Pruner pruner = Pruning.create(THREE);
    assertThat(Pruning.stop(pruner, 5, 5, 5, 5, 5)).hasValue(4);
    assertThat(Pruning.stop(pruner, 5, 6, 4, 5, 5, 5, 5)).hasValue(6);
    assertThat(Pruning.stop(pruner, 5, 5, 5, 4, 4, 4, 3, 3, 3, 2)).isEmpty();
  }

  @Test
  void prunes_minDelta_smallImprovementsAddUpAgainstTheLastLargeOne() {
    Pruner pruner = Pruning.create(THREE.minDelta(1));
    assertThat(Pruning.stop(pruner, 5, 4.8, 4.5, 4)).hasValue(4); // by 1 is not by more than 1
    assertThat(Pruning.stop(pruner, 5, 4.8, 4.5, 3.9, 3.5, 3, 2.95)).hasValue(7);
    assertThat(Pruning.stop(pruner, 5, 4.8, 4.5, 3.9, 3.5, 3, 2.85)).isEmpty();
  }

  @Test
  void prunes_steps_areCountedNotReports() {
    Pruner pruner = Pruning.create(PatientPruner.withDefaults().steps(100));
    Pruner.Judge judge = pruner.begin(1);
    assertThat(judge.prunes(new Report(0, Long.MIN_VALUE, 5))).isFalse();
    assertThat(judge.prunes(new Report(0, Long.MIN_VALUE + 99, 5))).isFalse();
    assertThat(judge.prunes(new Report(0, Long.MIN_VALUE + 100, 5))).isTrue();
    judge = pruner.begin(2);
    assertThat(judge.prunes(new Report(0, Long.MIN_VALUE, 5))).isFalse();
    assertThat(judge.prunes(new Report(0, Long.MAX_VALUE, 5))).isTrue();
  }

  @Test
  void prunes_maximise_improvesUpwards() {
    Pruner pruner = Pruning.create(THREE, Pruning.ACCURACY, 1);
    assertThat(Pruning.stop(pruner, 1, 2, 3, 4, 5)).isEmpty();
    assertThat(Pruning.stop(pruner, 5, 4, 3, 2)).hasValue(4);
  }

  @Test
  void prunes_severalObjectives_onlyIfAllStandStill() {
    Pruner pruner = Pruning.create(PatientPruner.withDefaults().steps(2), Pruning.BOTH, 1);
    Pruner.Judge judge = pruner.begin(1);
    double[][] values = {{5, 1}, {5, 2}, {5, 2}, {5, 2}, {4, 2}, {4, NAN}, {4, 2}};
    boolean[] stopped = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      stopped[i] = judge.prunes(new Report(0, i, values[i]));
    }
    assertThat(stopped).containsExactly(false, false, false, true, false, false, true);
  }

  @Test
  void prunes_nan_isNoReportUnlessThreeComeInARow() {
    Pruner pruner = Pruning.create(THREE);
    assertThat(Pruning.stop(pruner, NAN, NAN, NAN, NAN, NAN, 5, 4, 3)).isEmpty();
    assertThat(Pruning.stop(pruner, 5, NAN, NAN, 4, NAN, NAN, 3)).isEmpty();
    assertThat(Pruning.stop(pruner, 5, NAN, NAN, 6)).hasValue(4);
    assertThat(Pruning.stop(pruner, 5, NAN, NAN, NAN)).hasValue(4);
  }

  @Test
  void over_rounds_areThoseOfTheOtherPruner() {
    Pruner pruner = Pruning.create(PatientPruner.over(MedianPruner.withDefaults().guard(0)));
    assertThat(pruner.rounds()).containsExactly(1, 3);
    for (int loss = 1; loss <= 5; loss++) {
      assertThat(Pruning.run(pruner, loss, 4, loss).toString()).isEqualTo("completed");
    }
    assertThat(Pruning.run(pruner, 6, 4, 5).toString())
        .isEqualTo("pruned: behind after 1 replicate");
    assertThat(Pruning.create(THREE).rounds()).isEmpty();
    assertThat(Pruning.create(THREE).begin(0).prunesAfter(1, 9)).isFalse();
  }

  @Test
  void over_anotherPruner_decidesOnlyWhereACurveStandsStill() {
    Pruner alone = Pruning.create(AT_ONCE);
    Pruner patient = Pruning.create(PatientPruner.over(AT_ONCE).steps(2));
    for (Pruner pruner : List.of(alone, patient)) {
      Pruning.tell(pruner, new double[] {1, 1, 1, 1, 1, 1, 1});
    }
    assertThat(Pruning.stop(alone, 9, 8, 7, 7, 7)).hasValue(1);
    assertThat(Pruning.stop(patient, 9, 8, 7, 7, 7)).hasValue(5);
    assertThat(Pruning.stop(patient, 0, 8, 1, 1, 1)).isEmpty(); // at rest, and not worse
  }

  @Test
  void over_pruner_hearsOfEveryReport() {
    AshaPruner ladder =
        AshaPruner.withDefaults()
            .minResource(1)
            .maxResource(100)
            .startupTrials(1)
            .guard(0)
            .withoutProjectedEnd();
    Pruner pruner = Pruning.create(PatientPruner.over(ladder).steps(2));
    Pruning.tell(pruner, new double[10]);
    // Left behind at rungs 1 and 3 while it still improves; there is no rung before 9.
    assertThat(Pruning.stop(pruner, 9, 8, 7, 7, 7, 7, 7, 7, 7)).hasValue(9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          asha ; asha checkpoints=both exempt-share=0.0 guard=3 min-early-stopping-rate=0 \
          projected-end=true reduction-factor=3 rung=0.5 startup-trials=10
          ' asha  max-resource=8e1  rounds=1,3' ; asha checkpoints=both exempt-share=0.0 guard=3 \
          max-resource=80 min-early-stopping-rate=0 projected-end=true reduction-factor=3 \
          rounds=1,3 rung=0.5 startup-trials=10
          threshold metric=val loss upper=3 ; threshold interval-steps=1 lower=-Infinity \
          metric=val loss upper=3.0 warmup-steps=0
          """)
  void over_byName_hasCanonicalTextThatCanBeReadAgain(String text, String canonical) {
    assertThat(over(text)).hasToString(canonical);
    assertThat(over(canonical)).hasToString(canonical);
  }

  private static Object over(String text) {
    PrunerProvider provider = PatientPruner.withDefaults().provider();
    Option<?> over = provider.options().getLast();
    return Options.of("pruner", provider.options(), Map.of("over", text)).get(over);
  }

  @Test
  void over_byName_prunesAsTheTypedSetDoes() {
    Pruner typed =
        Pruning.create(PatientPruner.over(AT_ONCE.percentile(25).warmupSteps(2)).steps(2));
    Pruner named =
        Pruning.create(
            PatientPruner.withDefaults().provider(),
            Map.of(
                "steps",
                "2",
                "over",
                "median startup-trials=1 percentile=25 warmup-steps=2 guard=0 projected-end=false"
                    + " max-resource=100"),
            Pruning.LOSS,
            1);
    for (Pruner pruner : List.of(typed, named)) {
      Pruning.tell(pruner, new double[] {1, 1, 1, 1}, new double[] {2, 2, 2, 2});
      assertThat(Pruning.stop(pruner, 1.3, 1.3, 1.3, 1.3)).hasValue(3);
      assertThat(Pruning.stop(pruner, 1.2, 1.2, 1.2, 1.2)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          medain                ; expected the name of a pruner, got 'medain', and none are named so; known are
          medain                ; did you mean 'median'?
          median percentil=25   ; option 'over': pruner 'median': no option 'percentil'
          median percentile=250 ; option 'percentile': expected a number in [0.0, 100.0], got '250'
          median guard=1 guard=2           ; expected each option once
          patience steps=3      ; another kind of pruner than 'patience' itself
          """)
  void over_badText_isRefused(String text, String message) {
    assertThatThrownBy(() ->
            Pruning.create(
                PatientPruner.withDefaults().provider(), Map.of("over", text), Pruning.LOSS, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("pruner 'patience': option 'over'")
        .hasMessageContaining(message);
  }

  @Test
  void over_itself_isRefused() {
    assertThatThrownBy(() -> PatientPruner.over(THREE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "option 'over': expected another kind of pruner than 'patience' itself; set its own"
                + " steps");
  }

  @Test
  void over_prunerThatRefusesTheObjectives_isRefused() {
    PatientPruner over = PatientPruner.over(ThresholdPruner.withDefaults().metric("accuracy"));
    assertThatThrownBy(() -> Pruning.create(over))
        .hasMessageContaining("pruner 'threshold'")
        .hasMessageContaining("no objective has the metric 'accuracy'");
  }

  @Test
  void options_byName_areThoseOfTheTypedSet() {
    PatientPruner typed = PatientPruner.over(AT_ONCE).steps(5).minDelta(1e-3);
    assertThat(typed.chosen()).containsOnlyKeys("over", "steps", "min-delta");
    assertThat(typed.provider().options()).hasSize(3);
    assertThat(PatientPruner.withDefaults()).hasToString("patience");
    assertThat(THREE).hasToString("patience {steps=3}");
    assertThat(ServiceLoader.load(PrunerProvider.class)).isNotEmpty();
    var options = Options.of("pruner", typed.provider().options(), typed.chosen());
    assertThat(options)
        .hasToString(
            "min-delta=0.001 over=median checkpoints=both guard=0 interval-steps=1"
                + " max-resource=100 percentile=50.0 projected-end=false round-percentile=25.0"
                + " running-average=false startup-trials=1 warmup-steps=0 steps=5");
  }
}
