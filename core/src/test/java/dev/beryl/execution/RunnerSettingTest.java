package dev.beryl.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RunnerSettingTest {
  private static final RunnerSetting SETTING =
      new RunnerSetting("5f2c", "häufig", "seed 1\nreplicates 3", 12, Duration.ofMillis(1500));

  @Test
  void bytes_readBack_areAnEqualSetting() {
    assertThat(RunnerSetting.fromBytes(SETTING.toBytes())).isEqualTo(SETTING);
  }

  @Test
  void bytes_cutOrLonger_areRefusedWithThePlace() {
    byte[] bytes = SETTING.toBytes();
    for (int length = 0; length < bytes.length + 2; length++) {
      byte[] other = Arrays.copyOf(bytes, length);
      if (length != bytes.length) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> RunnerSetting.fromBytes(other))
            .withMessageMatching("setting of a runner: malformed at byte \\d+: .*");
      }
    }
  }

  @Test
  void components_thatAreNotAsStated_areRefusedTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunnerSetting(" ", "", "", 0, Duration.ofMillis(-1)))
        .withMessageContaining("study: expected a text")
        .withMessageContaining("inFlight: expected >= 1, got 0")
        .withMessageContaining("grace: expected >= 0, got PT-0.001S");
  }
}
