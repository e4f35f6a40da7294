package dev.beryl.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.space.Parameter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void linearTicks_areRound() {
    assertThat(Scale.linear(0, 1).ticks(5)).extracting(Scale.Tick::text).contains("0.20", "0.40");
    assertThat(Scale.linear(0, 149).ticks(5)).extracting(Scale.Tick::value).contains(50.0, 100.0);
  }

  @Test
  void logarithmicTicks_arePowersOfTen() {
    assertThat(Scale.of(Parameter.real("x", 1e-5, 1).log()).ticks(5))
        .extracting(Scale.Tick::text)
        .contains("0.001", "0.1", "1");
  }

  @Test
  void choices_haveTheirTexts() {
    assertThat(Scale.of(Parameter.choice("c", "a", "b")).ticks(5))
        .extracting(Scale.Tick::text)
        .containsExactly("a", "b");
  }

  @Test
  void ordinaryScale_placesItsEnds() {
    Scale scale = Scale.of(Parameter.real("x", 1e-5, 10).log());

    assertThat(scale.place(1e-5)).isCloseTo(0, within(1e-12));
    assertThat(scale.place(10)).isCloseTo(1, within(1e-12));
    assertThat(scale.place(1e-2)).isCloseTo(0.5, within(1e-12));
  }

  /** Whatever the ends, there are few ticks, and they are between them. */
  @Property
  void ticks_areFewAndInside(
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double a,
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double b) {
    Scale scale = Scale.linear(Math.min(a, b), Math.max(a, b));

    assertThat(scale.ticks(5)).hasSizeBetween(1, 20);
    assertThat(scale.ticks(5))
        .allSatisfy(tick -> assertThat(scale.place(tick.value())).isBetween(-1e-6, 1 + 1e-6));
  }
}
