package dev.beryl.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllocationGateTest {
  private static final List<AllocationLimit> LIMITS =
      List.of(AllocationLimit.parse("264;TrialOverhead.study;dimension=5;work=0"));
  private static final String KEY = "TrialOverhead.study (dimension=5, work=0)";

  @Test
  void asMuchAsWritten_passes() {
    assertThat(AllocationGate.faults(LIMITS, List.of(SimulatedSide.measured(KEY, 1, 264.3))))
        .isEmpty();
  }

  @Test
  void sixteenBytesMore_areAFault() {
    assertThat(AllocationGate.faults(LIMITS, List.of(SimulatedSide.measured(KEY, 1, 280))))
        .containsExactly(KEY + " allocates 280.0 bytes an operation, expected at most 264.0 (+ 8)");
  }

  @Test
  void benchmarkThatWasNotMeasured_isAFault() {
    assertThat(AllocationGate.faults(LIMITS, List.of(SimulatedSide.measured("A.b", 1, 0))))
        .containsExactly(
            KEY
                + " was not measured; where it has another name now, allocation.csv must name it"
                + " so");
  }

  @Test
  void benchmarkWithoutAProfiler_isAFault() {
    assertThat(AllocationGate.faults(LIMITS, List.of(SimulatedSide.measured(KEY, 1, Double.NaN))))
        .hasSize(1);
  }

  @Test
  void limits_nameTheTrialLoopAndTheAggregation() {
    assertThat(AllocationLimit.all())
        .extracting(AllocationLimit::benchmark)
        .anyMatch(key -> key.startsWith("TrialOverhead.studyOf1000 "))
        .anyMatch(key -> key.startsWith("Aggregating.mean "));
  }

  @Test
  void limitWithoutABenchmark_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AllocationLimit.parse("264"))
        .withMessage("limit '264': expected bytes;Class.method;parameter=value");
  }
}
