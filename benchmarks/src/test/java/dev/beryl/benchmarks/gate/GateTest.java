package dev.beryl.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.benchmarks.gate.Verdict.Kind;
import dev.beryl.benchmarks.results.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
  private static List<List<Measured>> rounds(double bytes, double... times) {
    return SimulatedSide.rounds("TrialOverhead.study", bytes, times);
  }

  private static Verdict verdict(List<List<Measured>> base, List<List<Measured>> head) {
    return Gate.compare(base, head, Margin.DEFAULT).getFirst();
  }

  @Test
  void compare_hasStudentsIntervalOfTheMeanLogRatio() {
    Verdict verdict =
        verdict(rounds(0, 100, 200, 100, 200), rounds(0, 120, 240 * 1.1, 120 / 1.1, 240));

    double deviation = Math.log(1.1) * Math.sqrt(2.0 / 3); // of the four logarithms
    double half = 5.840909 * deviation / 2; // the 99.5 % quantile of 3 degrees of freedom
    assertThat(verdict.ratio()).isCloseTo(1.2, within(1e-12));
    assertThat(verdict.low()).isCloseTo(1.2 * Math.exp(-half), within(1e-6));
    assertThat(verdict.high()).isCloseTo(1.2 * Math.exp(half), within(1e-6));
    assertThat(verdict.kind()).isEqualTo(Kind.UNSURE);
  }

  @Test
  void slowdownThatAllRoundsAgreeOn_fails() {
    Verdict verdict = verdict(rounds(0, 100, 150, 101), rounds(0, 130, 195, 131));

    assertThat(verdict.kind()).isEqualTo(Kind.SLOWER);
    assertThat(verdict.kind().fails()).isTrue();
  }

  @Test
  void slowdownWithinTheMargin_passes() {
    assertThat(verdict(rounds(0, 100, 150, 101), rounds(0, 108, 162, 109)).kind())
        .isEqualTo(Kind.PASSES);
  }

  @Test
  void speedup_passes() {
    assertThat(verdict(rounds(0, 100, 150, 101), rounds(0, 50, 75, 51)).kind())
        .isEqualTo(Kind.PASSES);
  }

  @Test
  void onePairThatIsHeldUp_isUnsureAtTheMost() {
    Verdict verdict = verdict(rounds(0, 100, 100, 100, 100), rounds(0, 100, 1_000, 100, 100));

    assertThat(verdict.kind()).isEqualTo(Kind.UNSURE);
    assertThat(verdict.kind().fails()).isFalse();
  }

  @Test
  void sixteenBytesMore_failWhateverTheTime() {
    Verdict verdict = verdict(rounds(264, 100, 100), rounds(280, 50, 50));

    assertThat(verdict.kind()).isEqualTo(Kind.ALLOCATES_MORE);
    assertThat(verdict.bytes()).isEqualTo(16);
    assertThat(verdict.row()).contains("| +16.0 | **allocates more** |");
  }

  @Test
  void bytesThatTheJvmAllocatesMeanwhile_areNoMoreOfALongOperation() {
    assertThat(verdict(rounds(23, 1e6, 1e6), rounds(60, 1e6, 1e6)).kind()).isEqualTo(Kind.PASSES);
    assertThat(verdict(rounds(23, 1e6, 1e6), rounds(90, 1e6, 1e6)).kind())
        .isEqualTo(Kind.ALLOCATES_MORE);
  }

  @Test
  void bytesThatSomeRoundsHaveMoreOf_areNoise() {
    List<List<Measured>> head =
        List.of(
            List.of(SimulatedSide.measured("TrialOverhead.study", 100, 264)),
            List.of(SimulatedSide.measured("TrialOverhead.study", 100, 296)));

    assertThat(verdict(rounds(264, 100, 100), head).kind()).isEqualTo(Kind.PASSES);
  }

  @Test
  void parametersOfOneSideOnly_areNamedAndPass() {
    var base =
        List.of(
            List.of(measured("A.a (size=1)"), measured("A.a (size=2)")),
            List.of(measured("A.a (size=1)"), measured("A.a (size=2)")));
    var head =
        List.of(
            List.of(measured("A.a (size=1)"), measured("A.a (size=3)")),
            List.of(measured("A.a (size=1)"), measured("A.a (size=3)")));

    List<Verdict> verdicts = Gate.compare(base, head, Margin.DEFAULT);

    assertThat(verdicts)
        .extracting(Verdict::benchmark, Verdict::kind)
        .containsExactly(
            tuple("A.a (size=1)", Kind.PASSES),
            tuple("A.a (size=3)", Kind.NEW),
            tuple("A.a (size=2)", Kind.GONE));
    assertThat(Gate.table(verdicts, Margin.DEFAULT))
        .contains("| A.a (size=2) | | | | gone |")
        .endsWith("The change passes.\n");
  }

  private static Measured measured(String key) {
    return SimulatedSide.measured(key, 100, 0);
  }

  @Test
  void aRoundWithoutTheBenchmark_isRefused() {
    var head = List.of(List.of(measured("A.a")), List.<Measured>of());

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> verdict(List.of(List.of(measured("A.a")), List.of(measured("A.a"))), head))
        .withMessageContaining("is in 2 of 2 rounds before and in 1 after");
  }

  @Test
  void oneRound_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> verdict(rounds(0, 1), rounds(0, 1)))
        .withMessage("expected as many rounds before as after the change, at least 2, got 1 and 1");
  }
}
