package dev.beryl.execution.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void end_isSoMuchLater() {
    assertThat(Limits.end(5, SECOND)).isEqualTo(1_000_000_005L);
    assertThat(Limits.end(-5, SECOND)).isEqualTo(999_999_995L);
  }

  @Test
  void end_ofNoLimitOrOneBeyondTheClock_isNever() {
    assertThat(Limits.end(5, null)).isEqualTo(Long.MAX_VALUE);
    assertThat(Limits.end(5, Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
    assertThat(Limits.end(Long.MAX_VALUE / 2, ChronoUnit.FOREVER.getDuration()))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(Limits.end(System.nanoTime(), Duration.ofDays(36_500)))
        .isGreaterThan(System.nanoTime())
        .isLessThan(Long.MAX_VALUE);
  }

  @Test
  void any_isWhetherThereIsALimitOfTime() {
    assertThat(new Limits(null, null, null, SECOND, 1).any()).isFalse();
    assertThat(new Limits(SECOND, null, null, SECOND, 1).any()).isTrue();
    assertThat(new Limits(null, SECOND, null, SECOND, 1).any()).isTrue();
    assertThat(new Limits(null, null, SECOND, SECOND, 1).any()).isTrue();
  }
}
