package dev.beryl.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.space.Treatment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest {

  @Test
  void apply_echo_returnsItsOutput() {
    Experiment<CommandResult> echo = Command.of("echo", "x={x}").reading(Metrics.nameValueLines()).experiment();
    CommandResult result = echo.apply(Treatment.of("t", Map.of("x", 0.5)));
    assertThat(result.output()).isEqualTo("x=0.5\n");
    assertThat(result.exitCode()).isZero();
  }
}
