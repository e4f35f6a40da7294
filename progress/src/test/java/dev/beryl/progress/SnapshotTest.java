package dev.beryl.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotTest {

  @ParameterizedTest
  @CsvSource({
    "PT2.54S, 2.5 s",
    "PT59.9S, 59.9 s",
    "PT3M20.9S, 3 min 20 s",
    "PT59M59.9S, 59 min 59 s",
    "PT2H5M31S, 2 h 5 min",
    "PT50H, 50 h 0 min"
  })
  void line_endsWithTheTimeAsPeopleWriteIt(Duration elapsed, String time) {
    assertThat(new Snapshot(7, "best loss 0.5", 1, "by tpe", elapsed).line(OptionalInt.of(10)))
        .isEqualTo("7/10 trials, best loss 0.5, 1 failed, by tpe (%s)".formatted(time));
  }

  @Test
  void trialsThatTheRaceMade_areNotAmongThoseOfTheBudget() {
    assertThat(new Snapshot(46, "", 0, "", Duration.ZERO).line(OptionalInt.of(45)))
        .isEqualTo("45/45 trials and 1 of the race (0.0 s)");
  }
}
