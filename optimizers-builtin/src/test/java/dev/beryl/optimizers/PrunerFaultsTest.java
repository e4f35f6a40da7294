package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerProvider;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrunerFaultsTest {
  private static final Map<String, PrunerProvider> PROVIDERS =
      Map.of(
          "asha", AshaPruner.withDefaults().provider(),
          "hyperband", HyperbandPruner.withDefaults().provider(),
          "median", MedianPruner.withDefaults().provider(),
          "patience", PatientPruner.withDefaults().provider(),
          "threshold", ThresholdPruner.withDefaults().provider());

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          median    ; percentile     ; 101  ; a number in [0.0, 100.0], got '101'
          median    ; percentile     ; NaN  ; a number in [0.0, 100.0], got 'NaN'
          median    ; running-average; yes  ; true or false, got 'yes'
          median    ; startup-trials ; -1   ; an integer in [0, 2147483647], got '-1'
          median    ; round-percentile; -1  ; a number in [0.0, 100.0], got '-1'
          median    ; guard          ; -1   ; an integer in [0, 2147483647], got '-1'
          median    ; rounds         ; 3,1  ; ascending numbers of replicates, such as '1,3,9', got '3,1'
          median    ; rounds         ; 0,1  ; ascending numbers of replicates
          median    ; rounds         ; none ; ascending numbers of replicates
          median    ; checkpoints    ; none ; one of [both, curves, rounds], got 'none'
          median    ; max-resource   ; 1    ; an integer >= 2, got '1'
          median    ; warmup-steps   ; -1   ; an integer >= 0, got '-1'
          median    ; warmup-steps   ; 1.5  ; an integer >= 0, got '1.5'
          median    ; warmup-steps   ; 1e19 ; an integer >= 0, got '1e19'
          median    ; warmup-steps   ; soon ; an integer >= 0, got 'soon'
          median    ; interval-steps ; 0    ; an integer >= 1, got '0'
          median    ; interval-step  ; 1    ; did you mean 'interval-steps'?
          asha      ; min-resource   ; 0    ; an integer >= 1, got '0'
          asha      ; max-resource   ; 1    ; an integer >= 2, got '1'
          asha      ; reduction-factor; 1   ; an integer in [2, 2147483647], got '1'
          asha      ; min-early-stopping-rate; 63 ; an integer in [0, 62], got '63'
          asha      ; exempt-share   ; 1.1  ; a number in [0.0, 1.0], got '1.1'
          asha      ; rung           ; 1.5  ; a number in [0.0, 1.0], got '1.5'
          hyperband ; curve-share    ; -1   ; a number in [0.0, 1.0], got '-1'
          hyperband ; min-resource   ; 0    ; an integer >= 1, got '0'
          threshold ; upper          ; NaN  ; a number in [-Infinity, Infinity], got 'NaN'
          patience  ; steps          ; 0    ; an integer >= 1, got '0'
          patience  ; min-delta      ; -0.1 ; a number in [0.0, 1.7976931348623157E308], got '-0.1'
          patience  ; min-delta      ; Infinity ; a number in [0.0, 1.7976931348623157E308]
          """)
  void create_badOption_isRefusedByName(
      String pruner, String option, String value, String message) {
    assertThatThrownBy(() -> create(pruner, Map.of(option, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pruner '" + pruner + "'")
        .hasMessageContaining("option '" + option + "'")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"100", "1e2", "100.0", "' 100 '"})
  void create_stepsInAnyNotation_areTaken(String steps) {
    var pruner = create("threshold", Map.of("warmup-steps", steps, "upper", 0));
    double[] bad = new double[101];
    Arrays.fill(bad, 1);
    assertThat(Pruning.stop(pruner, bad)).hasValue(100);
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807,  , 3, 0, 9223372036854775807 * 3^0",
    "1,                    , 3, 40, 1 * 3^40",
    "81,                 81, 3, 0, 81 * 3^0",
    "1,                  81, 3, 4, 1 * 3^4"
  })
  void create_ashaWithoutARung_isRefused(
      String min, String max, String factor, String rate, String first) {
    var options = new HashMap<String, Object>();
    options.put("min-resource", min);
    options.put("reduction-factor", factor);
    options.put("min-early-stopping-rate", rate);
    if (max != null) {
      options.put("max-resource", max);
    }
    assertThatThrownBy(() -> create("asha", options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "pruner 'asha': expected a first rung, min-resource *"
                + " reduction-factor^min-early-stopping-rate = "
                + first
                + ", below ");
  }

  @Test
  void create_rungsLeftOutOfNoLadder_isRefused() {
    assertThatThrownBy(() -> create("asha", Map.of("min-early-stopping-rate", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected min-resource as well, or 0, got 1");
  }

  @Test
  void create_hyperbandWithoutARung_isRefused() {
    assertThatThrownBy(() -> create("hyperband", Map.of("min-resource", 9, "max-resource", 9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("min-resource < max-resource, got min-resource=9, max-resource=9");
  }

  @Test
  void withers_badArgument_isRefusedAtOnce() {
    MedianPruner median = MedianPruner.withDefaults();
    AshaPruner asha = AshaPruner.withDefaults();
    HyperbandPruner hyperband = HyperbandPruner.withDefaults();
    ThresholdPruner threshold = ThresholdPruner.withDefaults();
    PatientPruner patient = PatientPruner.withDefaults();
    List<ThrowingCallable> calls =
        List.of(
            () -> median.percentile(Double.NaN),
            () -> median.percentile(-1),
            () -> median.startupTrials(-1),
            () -> median.warmupSteps(-1),
            () -> median.intervalSteps(0),
            () -> median.roundPercentile(101),
            () -> median.guard(-1),
            () -> median.rounds(),
            () -> median.rounds(3, 3),
            () -> median.maxResource(1),
            () -> asha.minResource(0),
            () -> asha.maxResource(1),
            () -> asha.reductionFactor(1),
            () -> asha.minEarlyStoppingRate(-1),
            () -> asha.exemptShare(Double.NaN),
            () -> asha.rung(-0.1),
            () -> hyperband.curveShare(2),
            () -> hyperband.minResource(0),
            () -> threshold.lower(Double.NaN),
            () -> threshold.upper(Double.NaN),
            () -> threshold.warmupSteps(-1),
            () -> threshold.intervalSteps(0),
            () -> patient.steps(0),
            () -> patient.minDelta(-1));
    assertThat(calls)
        .allSatisfy(call ->
            assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("option '"));
  }

  @Test
  void withers_leaveWhatTheyChangeAsItWas() {
    MedianPruner median = MedianPruner.withDefaults();
    MedianPruner changed = median.percentile(25);
    assertThat(median.chosen()).isEmpty();
    assertThatThrownBy(() -> changed.chosen().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static Pruner create(String pruner, Map<String, ?> options) {
    return Pruning.create(PROVIDERS.get(pruner), options, Pruning.LOSS, 1);
  }
}
