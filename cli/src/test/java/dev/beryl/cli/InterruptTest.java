package dev.beryl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.beryl.journal.JournalTrials;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, which a terminal sends to the command and to the program that it runs. */
@EnabledOnOs(OS.LINUX)
class InterruptTest {
  private static final String STUDY =
      """
      command:
        - sh
        - -c
        - if [ $2 = 2 ] && [ ! -e "$3" ]; then true > "$3"; sleep 60; fi; echo "x=$1"
        - example
        - "{x}"
        - "{trial}"
        - "{here}/waits"
      parameters:
        x: {type: real, low: 0, high: 1}
      minimize: x
      optimizer: random
      trials: 4
      """;

  @TempDir Path folder;

  @Test
  void run_interrupted_saysHowToGoOn_andEndsWithTheSameBits() throws Exception {
    Path file = study("interrupted");
    Process process = start(file);
    awaitFile(file.resolveSibling("waits"), process);
    assumeTrue(takesInterrupts(process), "where this test runs, SIGINT is ignored");

    interrupt(process);

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(process.errorReader().lines())
        .contains("interrupted after 2 trials; to go on: beryl run " + file);
    StudyResult result = result(file);
    assertThat(result.trials()).hasSize(2).allMatch(trial -> trial.isCompleted());
    assertThat(result.ending()).isEqualTo(Ending.STOPPED);

    assertThat(Ran.beryl("run", "-q", file).code()).isZero();

    Path whole = study("whole");
    Files.createFile(whole.resolveSibling("waits"));
    assertThat(Ran.beryl("run", "-q", whole).code()).isZero();
    assertThat(result(file).digest()).isEqualTo(result(whole).digest());
  }

  private Path study(String name) throws IOException {
    return Files.writeString(
        Files.createDirectory(folder.resolve(name)).resolve("tune.yaml"), STUDY);
  }

  private static StudyResult result(Path file) {
    return JournalTrials.read(file.resolveSibling("tune.journal")).result();
  }

  private static Process start(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("jdk.module.path", "")
                + File.pathSeparator
                + System.getProperty("java.class.path", ""),
            BerylCommand.class.getName(),
            "run",
            file.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void awaitFile(Path file, Process process) throws InterruptedException {
    while (!Files.exists(file) && !process.waitFor(10, TimeUnit.MILLISECONDS)) {}
    assertThat(file).exists();
  }

  /** Whether it has not inherited that SIGINT is ignored, as programs in the background do. */
  private static boolean takesInterrupts(Process process) throws IOException {
    String ignored =
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElseThrow();
    return (Long.parseUnsignedLong(ignored, 16) & 1L << (2 - 1)) == 0;
  }

  /** Interrupts a process and all below it, those first. */
  private static void interrupt(Process process) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("sh", "-c", "kill -INT \"$@\"", "kill"));
    process.descendants().forEach(child -> command.add(Long.toString(child.pid())));
    command.add(Long.toString(process.pid()));
    assertThat(command).hasSizeGreaterThan(5);
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}
