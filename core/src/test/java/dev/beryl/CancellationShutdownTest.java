package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A JVM that is told to end while a study runs ends it in good order. */
@Timeout(120)
class CancellationShutdownTest {

  private static List<String> linesUntil(String last, BufferedReader output) throws IOException {
    var lines = new ArrayList<String>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.equals(last)) {
        break;
      }
    }
    return lines;
  }

  @ParameterizedTest
  @EnumSource(ShutdownProgram.Way.class)
  void sigterm_endsTheStudyAndClosesWhatIsOpen(ShutdownProgram.Way way) throws Exception {
    Process process = ChildJvm.start(ShutdownProgram.class, way);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(linesUntil("three are done and some run", output))
          .last()
          .isEqualTo("three are done and some run");

      assertThat(process.toHandle().destroy()).as("SIGTERM is sent").isTrue();

      List<String> after = linesUntil("nothing is last", output);
      assertThat(after)
          .as("%s", after)
          .contains("interrupted")
          .containsSubsequence("ended STOPPED with [0, 1, 2]", "closed");
      assertThat(after.stream().filter("closed"::equals)).hasSize(1);
      assertThat(after).doesNotContain("begun too late");
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 15);
    } finally {
      process.destroyForcibly();
    }
  }
}
