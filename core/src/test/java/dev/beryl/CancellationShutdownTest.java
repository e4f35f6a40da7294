package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A JVM that is told to end while a study runs ends it in good order. */
@Timeout(120)
class CancellationShutdownTest {

  /** The class path of this test, also where it was given as a module path. */
  private static String path() throws Exception {
    var path = new ArrayList<String>();
    for (String property : List.of("jdk.module.path", "java.class.path")) {
      path.add(System.getProperty(property, ""));
    }
    path.add(folderOf(CancellationShutdownTest.class));
    path.removeIf(String::isEmpty);
    return String.join(File.pathSeparator, path);
  }

  /** Where a class of this package comes from. */
  private static String folderOf(Class<?> type) throws URISyntaxException {
    URL url = type.getResource(type.getSimpleName() + ".class");
    return Path.of(url.toURI()).getParent().getParent().getParent().toString();
  }

  private static Process start(ShuttingDown.Way way) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            path(),
            ShuttingDown.class.getName(),
            way.name())
        .redirectErrorStream(true)
        .start();
  }

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
  @EnumSource(ShuttingDown.Way.class)
  void sigterm_endsTheStudyAndClosesWhatIsOpen(ShuttingDown.Way way) throws Exception {
    Process process = start(way);
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
