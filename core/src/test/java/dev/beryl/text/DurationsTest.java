package dev.beryl.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT0.000000001S, 0 µs",
    "PT0.0000123S, 12 µs",
    "PT0.0009996S, 1 ms",
    "PT0.0034S, 3.4 ms",
    "PT0.00996S, 10 ms",
    "PT0.35S, 350 ms",
    "PT0.9999S, 1 s",
    "PT3.24S, 3.2 s",
    "PT42.4S, 42 s",
    "PT59.7S, 1 min",
    "PT3M20.4S, 3 min 20 s",
    "PT59M59.9S, 1 h",
    "PT2H5M31S, 2 h 6 min",
    "PT23H59M40S, 1 d",
    "PT77H20M, 3 d 5 h",
    "PT-3.24S, -3.2 s"
  })
  void about_hasAtMostTwoUnits(Duration time, String text) {
    assertThat(Durations.about(time)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT1.5S, 1.5 s",
    "PT0.000000001S, 0.000000001 s",
    "PT100S, 1 min 40 s",
    "PT90M, 1 h 30 min",
    "PT1H1S, 1 h 1 s",
    "PT50H, 2 d 2 h",
    "PT-1.5S, -1.5 s"
  })
  void exactly_losesNothing(Duration time, String text) {
    assertThat(Durations.exactly(time)).isEqualTo(text);
  }
}
