package dev.beryl.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Study;
import dev.beryl.journal.Durability;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Studies of commands: many runs leave nothing, and a killed one continues with the same bits. */
@Timeout(300)
class StudyTest {
  private static final int TRIALS = 30;

  @TempDir Path directory;

  /** A deterministic program, which notes each run that it finished. */
  private static Command program(Path log) {
    return Runs.sh(
            "echo loss=$(( ($1 * 7919 + $2 % 1000) % 1009 )); echo $3-$4 >> " + log,
            "{x}",
            "{seed}",
            "{trial}",
            "{replicate}")
        .reading(Metrics.nameValueLines("loss"));
  }

  private static Study study() {
    return Runs.study("loss").trials(TRIALS).replicates(2).parallelism(2).threads(2);
  }

  @Test
  void study_killedInTheMiddle_continuesWithTheSameBits_andRunsNothingTwice() throws Exception {
    Path log = directory.resolve("log");
    Path journal = directory.resolve("journal");
    StudyResult whole = program(directory.resolve("other")).experiment().optimize(study());
    Process jvm =
        new ProcessBuilder(Runs.java(Resumed.class, log.toString(), journal.toString()))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = jvm.inputReader()) {
      awaitTrial(output, TRIALS / 3);
    }
    jvm.destroyForcibly().waitFor();
    List<String> before = Files.readAllLines(log);

    StudyResult resumed = program(log).experiment().optimize(study().journal(journal));

    assertThat(resumed.digest()).isEqualTo(whole.digest());
    List<String> runs = Files.readAllLines(log);
    assertThat(before.size()).as("it was killed in the middle").isLessThan(2 * TRIALS);
    assertThat(Set.copyOf(runs)).hasSize(2 * TRIALS);
    // what ran when the JVM was killed was not finished, and runs again: two at most at once
    assertThat(runs.size()).isLessThanOrEqualTo(2 * TRIALS + 4);
  }

  private static void awaitTrial(BufferedReader output, int number) throws IOException {
    String line = output.readLine();
    while (line != null && !line.equals("told " + number)) {
      line = output.readLine();
    }
    assertThat(line).isNotNull();
  }

  /** Runs the study, and says which trial was told. */
  static final class Resumed {
    private Resumed() {}

    public static void main(String[] arguments) {
      var _ =
          program(Path.of(arguments[0]))
              .experiment()
              .optimize(
                  study()
                      .journal(Path.of(arguments[1]), Durability.everyRecord())
                      .listener(
                          new StudyListener() {
                            @Override
                            public void onTrial(Trial trial, Progress progress) {
                              System.out.println("told " + trial.number());
                            }
                          }));
    }
  }

  @Test
  void thousandRuns_leaveNoThreadProcessFileOrDescriptor() throws Exception {
    requireNothingIsLeftBy(1000);
  }

  @Test
  @Tag("stress")
  void tenThousandRuns_leaveNoThreadProcessFileOrDescriptor() throws Exception {
    requireNothingIsLeftBy(10_000);
  }

  private void requireNothingIsLeftBy(int runs) throws Exception {
    Command quick = Command.of("true", "{x}").directoriesIn(directory).reading(Metrics.exitCode());
    Study study = Runs.study("exitCode").parallelism(2).threads(2);
    var _ = quick.experiment().optimize(study.trials(10));
    Set<Long> threads = threads();
    Set<Long> children = children();
    int descriptors = descriptors();

    StudyResult result = quick.experiment().optimize(study.trials(runs));

    assertThat(result.trials()).hasSize(runs).allMatch(trial -> trial.value() == 0);
    awaitThatNoneIsNew(threads);
    assertThat(children()).isSubsetOf(children);
    assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 4);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  private static Set<Long> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("beryl"))
        .map(Thread::threadId)
        .collect(Collectors.toSet());
  }

  /** Threads that read output end after a second without work. */
  private static void awaitThatNoneIsNew(Set<Long> before) throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("beryl") && !before.contains(thread.threadId())) {
        thread.join(30_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  private static Set<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  private static int descriptors() throws IOException {
    Path open = Path.of("/proc/self/fd");
    if (!Files.isDirectory(open)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(open)) {
      return (int) files.count();
    }
  }
}
