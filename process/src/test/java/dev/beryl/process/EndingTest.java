package dev.beryl.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.RunningStudy;
import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalTrials;
import dev.beryl.optimizers.ThresholdPruner;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a run ends, all of its processes end, and its output counts. */
@Timeout(60)
class EndingTest {
  /** Forks, also from a shell that dies at once, and ignores that it is asked to end. */
  private static final String STUBBORN =
      "trap '' TERM INT HUP; (trap '' TERM; sleep 60 & sleep 60) & sh -c 'sleep 60 &';"
          + " setsid sleep 60 & echo step 1; echo begun > begun; wait";

  @TempDir Path base;

  private Command command(String script) {
    return Runs.sh(script).directoriesIn(base);
  }

  private List<Path> directories() throws IOException {
    try (Stream<Path> files = Files.list(base)) {
      return files.toList();
    }
  }

  /** The processes that run in a directory below the base. */
  private void assertNoProcessIsLeft() throws IOException {
    if (Proc.isThere()) {
      assertThat(
              Proc.processes()
                  .filter(process -> !Proc.isZombie(process))
                  .mapToObj(process -> Path.of("/proc/" + process + "/cwd"))
                  .filter(this::isBelow))
          .isEmpty();
    }
  }

  private boolean isBelow(Path link) {
    try {
      return Files.readSymbolicLink(link).startsWith(base.toRealPath());
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void timeout_endsTheTreeThatForksAndIgnoresSignals_andKeepsTheDirectory() throws IOException {
    assertThatThrownBy(() -> Runs.of(command(STUBBORN).timeout(Duration.ofMillis(300))))
        .cause()
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("ran longer than the command's timeout of PT0.3S")
        .hasMessageContaining("standard output ends with:\n    step 1")
        .hasMessageContaining(directories().getFirst().toString());
    assertThat(directories().getFirst().resolve("beryl-output.txt")).hasContent("step 1\n");
    assertNoProcessIsLeft();
  }

  @Test
  void timeout_aProgramThatEndsWhenAsked_isNotKilled() throws IOException {
    Path log = base.resolve("log");
    String script = "trap 'echo asked > " + log + "; exit 0' TERM; sleep 60 & wait";
    assertThatThrownBy(() ->
            Runs.of(
                command(script)
                    .timeout(Duration.ofMillis(300))
                    .endingWithin(Duration.ofSeconds(30))))
        .hasMessageContaining("timeout");
    assertThat(log).hasContent("asked\n");
    assertNoProcessIsLeft();
  }

  @Test
  void programEnds_itsFiftyChildrenEnd() throws IOException {
    String script =
        "i=0; while [ $i -lt 50 ]; do sh -c 'trap \"\" TERM; exec sleep 60' & i=$((i+1)); done; echo n=$i";
    Command forks = command(script).reading(Metrics.nameValueLines("n"));
    assertThat(Runs.of(forks).output()).isEqualTo("n=50\n");
    assertNoProcessIsLeft();
    assertThat(directories()).isEmpty();
  }

  @Test
  void replicateTimeout_endsTheTree_andKeepsTheDirectory() throws IOException {
    StudyResult result =
        command(STUBBORN)
            .experiment()
            .optimize(
                Runs.study("loss").trials(1).neverFail().replicateTimeout(Duration.ofMillis(300)));
    Trial trial = result.trial(0);
    assertThat(trial.outcome()).isInstanceOf(Outcome.TimedOut.class);
    assertThat(Path.of(trial.notes().get("directory"))).isDirectory();
    assertNoProcessIsLeft();
  }

  @Test
  void studyStops_endsTheTree_andDeletesTheDirectory() throws Exception {
    RunningStudy running =
        command(STUBBORN).experiment().optimizeAsync(Runs.study("loss").trials(1));
    awaitFile();
    running.stop();
    running.get();
    assertNoProcessIsLeft();
    assertThat(directories()).isEmpty();
  }

  private void awaitFile() throws IOException {
    while (directories().stream().noneMatch(dir -> Files.exists(dir.resolve("begun")))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void pruned_endsTheTree_andDeletesTheDirectory() throws IOException {
    Command training =
        command(
                "echo epoch 1 loss 0.5; echo epoch 2 loss 1.5e0; echo epoch 3 loss 9; exec sleep 60")
            .reporting("epoch (?<step>\\d+) loss (?<value>\\S+)");
    StudyResult result =
        training
            .experiment()
            .optimize(Runs.study("loss").trials(1).pruner(ThresholdPruner.withDefaults().upper(2)));
    Trial trial = result.trial(0);
    assertThat(trial.outcome()).isEqualTo(new Outcome.Pruned(0, 3));
    assertThat(trial.reports()).extracting(report -> report.step()).containsExactly(1L, 2L, 3L);
    assertNoProcessIsLeft();
    assertThat(directories()).isEmpty();
  }

  @Test
  void reportThatIsNoNumber_endsTheTree_andFails() throws IOException {
    Command training =
        command("echo epoch 1.5 loss 2; exec sleep 60")
            .reporting("epoch (?<step>\\S+) loss (?<value>\\S+)");
    assertThatThrownBy(() -> Runs.of(training))
        .hasMessageContaining("expected an integer as group 'step', got '1.5'");
    assertNoProcessIsLeft();
  }

  @Test
  void jvmEnds_endsTheTree() throws Exception {
    Process jvm =
        new ProcessBuilder(Runs.java(RunsUntilItIsEnded.class, base.toString(), STUBBORN))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = jvm.inputReader()) {
      assertThat(output.readLine()).isEqualTo("started");
    }
    awaitFile();
    jvm.destroy();
    assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertNoProcessIsLeft();
  }

  /** Runs a script in a directory. */
  static final class RunsUntilItIsEnded {
    private RunsUntilItIsEnded() {}

    public static void main(String[] arguments) {
      System.out.println("started");
      System.out.close();
      var _ = Runs.of(Runs.sh(arguments[1]).directoriesIn(Path.of(arguments[0])));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 3", "echo loss=1; exit 0"})
  void jvmIsEnded_andItsProgramsWithIt_theRunIsNotRecorded(String whenAsked) throws Exception {
    Process jvm = startStudy(List.of(), whenAsked);
    jvm.destroy();
    assertEndsWithoutTrials(jvm);
  }

  /** As Ctrl-C does. The program may end before the JVM knows that it was signaled. */
  @ParameterizedTest
  @ValueSource(strings = {"exit 3", "echo loss=1; exit 0"})
  @EnabledOnOs(OS.LINUX)
  void signalToTheWholeGroup_theRunIsNotRecorded(String whenAsked) throws Exception {
    Process jvm = startStudy(List.of("setsid"), whenAsked);
    List<String> kill = List.of("sh", "-c", "kill -TERM -" + jvm.pid());
    assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();
    assertEndsWithoutTrials(jvm);
  }

  private Process startStudy(List<String> starter, String whenAsked) throws IOException {
    String script = "trap '" + whenAsked + "' TERM; echo begun > begun; sleep 60 & wait";
    var command = new ArrayList<>(starter);
    command.addAll(Runs.java(StudiesUntilItIsEnded.class, base.toString(), script));
    Process jvm =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitFile();
    return jvm;
  }

  private void assertEndsWithoutTrials(Process jvm) throws Exception {
    assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(JournalTrials.read(base.resolve("journal")).trials()).isEmpty();
    assertNoProcessIsLeft();
  }

  /** Runs a script in a study with a journal, in a directory. */
  static final class StudiesUntilItIsEnded {
    private StudiesUntilItIsEnded() {}

    public static void main(String[] arguments) {
      Path base = Path.of(arguments[0]);
      var _ =
          Runs.sh(arguments[1])
              .reading(Metrics.nameValueLines("loss"))
              .directoriesIn(base)
              .experiment()
              .optimize(
                  Runs.study("loss")
                      .trials(5)
                      .threads(2)
                      .parallelism(2)
                      .neverFail()
                      .journal(base.resolve("journal"), Durability.everyRecord()));
    }
  }

  @Test
  void output_isKeptBounded_andReadWhole() {
    Command talks =
        Runs.sh("echo first; seq 1 200000; echo last=3; echo bad >&2")
            .keepingOutput(2000)
            .reading(Metrics.nameValueLines("last"), Metrics.matching("n", "^(123456)$"));
    CommandResult result = Runs.of(talks);
    assertThat(result.output())
        .hasSizeBetween(2000, 2100)
        .startsWith("first\n1\n2\n")
        .containsPattern("… \\d+ bytes are left out …")
        .endsWith("200000\nlast=3\n");
    assertThat(result.errors()).isEqualTo("bad\n");
  }

  @Test
  void programThatCannotBeStarted_isNamed() {
    assertThatThrownBy(() -> Runs.of(Command.of("no-such-solver", "a b").directoriesIn(base)))
        .cause()
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("the command could not be started")
        .hasMessageContaining("command: no-such-solver 'a b'")
        .hasMessageContaining("No such file");
  }
}
