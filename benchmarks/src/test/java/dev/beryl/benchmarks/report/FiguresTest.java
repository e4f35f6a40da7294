package dev.beryl.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void time_isInAUnitThatMakesItReadable() {
    assertThat(Figures.time(0.4567, 0.0123)).isEqualTo("0.457 ± 0.012 ns");
    assertThat(Figures.time(999, 1)).isEqualTo("999 ± 1 ns");
    assertThat(Figures.time(1000, 12345)).isEqualTo("1 ± 12 µs");
    assertThat(Figures.time(2_345_678)).isEqualTo("2.35 ms");
    assertThat(Figures.time(5e12)).isEqualTo("5 000 s");
    assertThat(Figures.time(-1500, 20)).isEqualTo("-1.5 ± 0.02 µs");
    assertThat(Figures.time(Double.NaN)).isEmpty();
  }

  @Test
  void bytes_belowTheProfilersNoise_areNone() {
    assertThat(Figures.bytes(0.04)).isEqualTo("0 B");
    assertThat(Figures.bytes(-0.2)).isEqualTo("0 B");
    assertThat(Figures.bytes(8_345_678)).isEqualTo("8.35 MB");
  }

  @Test
  void grouped_leavesOtherTextsAlone() {
    assertThat(Figures.grouped("1000000")).isEqualTo("1 000 000");
    assertThat(Figures.grouped("-12345")).isEqualTo("-12 345");
    assertThat(Figures.grouped("999")).isEqualTo("999");
    assertThat(Figures.grouped("latin-hypercube2000")).isEqualTo("latin-hypercube2000");
    assertThat(Figures.of(12345.678)).isEqualTo("12 300");
  }

  @Test
  void parameters_areInTheOrderOfTheirNumbers() {
    assertThat(
            List.of("a=10, b=x", "a=9, b=y", "a=10", "", "a=9, b=x").stream()
                .sorted(Parameters.ORDER))
        .containsExactly("", "a=9, b=x", "a=9, b=y", "a=10", "a=10, b=x");
    assertThat(Parameters.of("a=1, b=x=y")).containsEntry("a", "1").containsEntry("b", "x=y");
  }
}
