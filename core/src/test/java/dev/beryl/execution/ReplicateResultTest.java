package dev.beryl.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplicateResultTest {
  private static final double STRANGE_NAN = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);

  private static ReplicateResult whole() {
    var notes = new LinkedHashMap<String, String>();
    notes.put("zwölf", "größer \"als\"\n😀");
    notes.put("a", "");
    return new ReplicateResult(
        300,
        2,
        Outcome.COMPLETED,
        List.of(
            new MetricValues("loss", 0.5, -0.0, STRANGE_NAN, Double.NEGATIVE_INFINITY),
            new MetricValues("größe", 1)),
        List.of(new Report(2, -7, 1.5), new Report(2, Long.MAX_VALUE, Double.NaN, 2)),
        notes,
        Duration.ofSeconds(3, 999_999_999));
  }

  private static ReplicateResult of(Outcome status) {
    return new ReplicateResult(0, 0, status, List.of(), List.of(), Map.of(), Duration.ZERO);
  }

  static Stream<ReplicateResult> results() {
    return Stream.of(
        whole(),
        of(Outcome.COMPLETED),
        of(new Outcome.Failed(Outcome.Reason.EXCEPTION, 1, "fit", "broke: é", null)),
        of(new Outcome.Pruned(0, -3)),
        of(new Outcome.Pruned(2, -1, 3)),
        of(new Outcome.TimedOut(0, "fit", Duration.ofMillis(1500))));
  }

  @ParameterizedTest
  @MethodSource("results")
  void bytes_readBack_areAnEqualResult(ReplicateResult result) {
    ReplicateResult read = ReplicateResult.fromBytes(result.toBytes());

    assertThat(read).isEqualTo(result).hasSameHashCodeAs(result).hasToString(result.toString());
    assertThat(read.toBytes()).isEqualTo(result.toBytes());
    assertThat(read.notes().keySet()).containsExactlyElementsOf(result.notes().keySet());
  }

  @Test
  void bytes_keepEachBitOfADouble() {
    double[] values = ReplicateResult.fromBytes(whole().toBytes()).metrics().getFirst().values();

    assertThat(Arrays.stream(values).mapToLong(Double::doubleToRawLongBits))
        .containsExactly(
            Double.doubleToRawLongBits(0.5),
            Long.MIN_VALUE,
            0x7ff8_0000_dead_beefL,
            Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY));
  }

  /** The form of version 1, byte by byte: it must not change. */
  @Test
  void bytes_areThoseOfThePage() {
    var result =
        new ReplicateResult(
            300,
            1,
            Outcome.COMPLETED,
            List.of(new MetricValues("m", 2)),
            List.of(new Report(1, 5, 2)),
            Map.of("k", "v"),
            Duration.ofNanos(5));

    assertThat(result.toBytes())
        .containsExactly(
            5, 1, // kind, version
            0xac, 2, 1, 5, 0, // trial, replicate, nanoseconds, completed
            1, 1, 'm', 1, 0x40, 0, 0, 0, 0, 0, 0, 0, // metrics
            1, 0, 0, 0, 0, 0, 0, 0, 5, 1, 0x40, 0, 0, 0, 0, 0, 0, 0, // reports
            1, 1, 'k', 1, 'v'); // notes
  }

  @Test
  void bytes_cutAnywhere_areRefusedWithThePlace() {
    byte[] bytes = whole().toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatIllegalArgumentException()
          .as("%s bytes", length)
          .isThrownBy(() -> ReplicateResult.fromBytes(cut))
          .withMessageMatching("replicate result: malformed at byte \\d+: (?s:.*)");
    }
  }

  /** Whatever a bit is changed to: a result, or an error that says where. */
  @Test
  void bytes_withABitChanged_areAResultOrRefused() {
    byte[] bytes = whole().toBytes();
    int refused = 0;
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertThat(ReplicateResult.fromBytes(changed).toBytes()).isNotEqualTo(bytes);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("replicate result: malformed at byte ");
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void bytes_longerOrOfAnotherForm_areRefused() {
    byte[] longer = Arrays.copyOf(whole().toBytes(), whole().toBytes().length + 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplicateResult.fromBytes(longer))
        .withMessageContaining("it is longer than its values");

    byte[] later = whole().toBytes();
    later[1] = 2;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplicateResult.fromBytes(later))
        .withMessage(
            "replicate result: malformed at byte 2: its form, of kind 5, has version 2, and this"
                + " library knows version 1");

    byte[] unit = new WorkUnit("s", 0, 0, 0).toBytes();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplicateResult.fromBytes(unit))
        .withMessageContaining("its kind is 128, expected 5");
  }

  @Test
  void exception_isLeftOut_andALongMessageIsCut() {
    var cause = new IllegalStateException("x");
    var failed = new Outcome.Failed(Outcome.Reason.EXCEPTION, 0, "fit", "y".repeat(20_000), cause);

    assertThat(ReplicateResult.fromBytes(of(failed).toBytes()).status())
        .isEqualTo(
            new Outcome.Failed(Outcome.Reason.EXCEPTION, 0, "fit", "y".repeat(10_000) + "…", null));
  }

  @Test
  void arraysAndCollections_areCopied() {
    double[] values = {1, 2};
    var metrics = new ArrayList<>(List.of(new MetricValues("loss", values)));
    var notes = new LinkedHashMap<>(Map.of("k", "v"));
    var result =
        new ReplicateResult(0, 0, Outcome.COMPLETED, metrics, List.of(), notes, Duration.ZERO);
    values[0] = 9;
    metrics.clear();
    notes.clear();
    result.metrics().getFirst().values()[1] = 9;

    assertThat(result.metrics()).containsExactly(new MetricValues("loss", 1, 2));
    assertThat(result.notes()).containsExactly(Map.entry("k", "v"));
  }

  @Test
  void equality_isByValue() {
    assertThat(new MetricValues("loss", 1, 2))
        .isEqualTo(new MetricValues("loss", 1, 2))
        .hasSameHashCodeAs(new MetricValues("loss", 1, 2))
        .hasToString("loss=[1.0, 2.0]")
        .isNotEqualTo(new MetricValues("loss", 1))
        .isNotEqualTo(new MetricValues("lost", 1, 2));
    assertThat(whole()).isEqualTo(whole()).isNotEqualTo(of(Outcome.COMPLETED));
  }

  @Test
  void toString_saysWhatTheReplicateGave() {
    assertThat(
            new ReplicateResult(
                3,
                0,
                Outcome.COMPLETED,
                List.of(new MetricValues("loss", 0.5)),
                List.of(),
                Map.of("path", "a"),
                Duration.ofMillis(200)))
        .hasToString("replicate 0 of trial 3: completed, [loss=[0.5]], {path=a}, PT0.2S");
  }

  private static void assertRefused(
      String message, int trial, Outcome status, List<MetricValues> metrics, Duration duration) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ReplicateResult(trial, 0, status, metrics, List.of(), Map.of(), duration))
        .withMessageContaining(message);
  }

  @Test
  void components_thatAreNotAsStated_areRefused() {
    assertRefused(
        "replicate 0 of trial -1: expected numbers >= 0",
        -1,
        Outcome.COMPLETED,
        List.of(),
        Duration.ZERO);
    assertRefused(
        "it ran, but its status is: rejected by constraint 'c'",
        0,
        new Outcome.Rejected("c"),
        List.of(),
        Duration.ZERO);
    assertRefused(
        "metric 'm' is listed twice",
        0,
        Outcome.COMPLETED,
        List.of(new MetricValues("m", 1), new MetricValues("m", 2)),
        Duration.ZERO);
    assertRefused(
        "metric 'm' has no value",
        0,
        Outcome.COMPLETED,
        List.of(new MetricValues("m")),
        Duration.ZERO);
    assertRefused(
        "expected a duration of 0 to 2^63 - 1 ns, got PT-1S",
        0,
        Outcome.COMPLETED,
        List.of(),
        Duration.ofSeconds(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new ReplicateResult(
                0,
                0,
                Outcome.COMPLETED,
                List.of(),
                List.of(new Report(1, 0, 1)),
                Map.of(),
                Duration.ZERO))
        .withMessageContaining("a report belongs to another replicate: replicate 1 step 0");
  }

  @Test
  void textThatIsNotWellFormed_isRefusedWithItsPlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MetricValues("lo\ud800ss", 1))
        .withMessage(
            "metric: expected text that is well-formed UTF-16, got a lone surrogate U+D800 at index"
                + " 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new ReplicateResult(
                0,
                0,
                Outcome.COMPLETED,
                List.of(),
                List.of(),
                Map.of("k", "😀\udc00"),
                Duration.ZERO))
        .withMessageContaining("note 'k': ")
        .withMessageContaining("U+DC00 at index 2");
  }
}
