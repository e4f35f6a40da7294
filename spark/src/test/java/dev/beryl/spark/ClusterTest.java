package dev.beryl.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.Experiment;
import dev.beryl.RunningStudy;
import dev.beryl.Study;
import dev.beryl.spark.Faulty.Resumed;
import dev.beryl.spark.Faulty.Versioned;
import dev.beryl.spark.Studies.Judged;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
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
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Studies on a real cluster of two executors. Whatever is ended under them, they have the bits of a
 * study in this JVM.
 */
@Tag("cluster")
@Timeout(300)
class ClusterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static StandaloneCluster cluster;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    cluster = StandaloneCluster.of(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static void await(String what, BooleanSupplier holds) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waits for " + what).isLessThan(until);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static StudyResult here(Experiment<?> experiment, Study study) {
    return experiment.optimize(study.threads(2));
  }

  private static StudyResult there(
      SparkConf conf, Experiment<?> experiment, Study study, SerializableStudyFactory factory) {
    var spark = new SparkContext(conf);
    try {
      return experiment.optimize(
          study.runner(SparkRunner.on(spark).study(factory).slots(2).build()));
    } finally {
      spark.stop();
    }
  }

  private static List<Integer> lines(Path file) {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(Integer::valueOf).toList()
          : List.of();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void study_hasTheBitsOfThisJvm() {
    Experiment<Double> experiment = Faulty.slow(Duration.ZERO);
    Study study = Faulty.study(200, 3);
    StudyResult there =
        there(
            cluster.conf("plain"),
            experiment,
            study,
            () -> Faulty.slow(Duration.ZERO).worker(Faulty.study(200, 3)));
    assertThat(there.digest()).isEqualTo(here(experiment, study).digest());
    assertThat(there.warnings()).isEmpty();
  }

  @Test
  void prunedStudy_hasTheBitsOfThisJvm() {
    StudyResult there =
        there(
            cluster.conf("pruned"),
            Judged.experiment(),
            Judged.study(),
            () -> new Judged().worker());
    assertThat(there.trials())
        .extracting(Trial::outcome)
        .hasAtLeastOneElementOfType(Outcome.Pruned.class);
    assertThat(there.digest()).isEqualTo(here(Judged.experiment(), Judged.study()).digest());
  }

  /** A unit can meet only one of the ends: the trials in flight are told before the next one. */
  @Test
  void executorsKilledAtTwentyMoments_changeNothing() {
    Duration time = Duration.ofMillis(20);
    Study study = Faulty.study(200, 3);
    var random = new Random(3);
    var moments = new TreeSet<Integer>();
    for (int i = 0, moment = 1; i < 20; i++, moment += 9 + random.nextInt(2)) {
      moments.add(moment);
    }
    var killed = new ArrayList<Long>();
    StudyResult there =
        there(
            cluster.conf("killed executors"),
            Faulty.slow(time),
            study.listener(
                new Told(trial -> {
                  if (moments.contains(trial)) {
                    await("an executor", () -> !cluster.executors().isEmpty());
                    List<ProcessHandle> all = cluster.executors();
                    ProcessHandle executor = all.get(random.nextInt(all.size()));
                    executor.destroyForcibly();
                    killed.add(executor.pid());
                  }
                })),
            () -> Faulty.slow(time).worker(Faulty.study(200, 3)));
    assertThat(killed).hasSize(20);
    assertThat(there.digest()).isEqualTo(here(Faulty.slow(Duration.ZERO), study).digest());
    assertThat(there.trials()).hasSize(200);
  }

  @Test
  void killedWorker_changesNothing() {
    Duration time = Duration.ofMillis(50);
    Study study = Faulty.study(40, 3);
    StandaloneCluster.Worker lost = cluster.startWorker();
    var ended = new ArrayList<Integer>();
    StudyResult there =
        there(
            cluster.conf("killed worker"),
            Faulty.slow(time),
            study.listener(
                new Told(trial -> {
                  if (trial == 10) {
                    await("an executor of the worker", () -> !lost.executors().isEmpty());
                    lost.kill();
                    ended.add(trial);
                  }
                })),
            () -> Faulty.slow(time).worker(Faulty.study(40, 3)));
    assertThat(ended).containsExactly(10);
    assertThat(there.digest()).isEqualTo(here(Faulty.slow(Duration.ZERO), study).digest());
  }

  @Test
  void unitThatEndsItsExecutor_isAnOutcome_afterTwo() {
    String path = directory.toString();
    Study study = Faulty.study(12, 3).neverFail();
    StudyResult there =
        there(
            cluster.conf("halting"),
            Faulty.halting(path),
            study,
            () -> Faulty.halting(path).worker(Faulty.study(12, 3).neverFail()));
    assertThat(lines(directory.resolve("halts"))).hasSize(2);
    assertThat(there.trials()).hasSize(12);
    assertThat(there.trials().get(5).outcome().toString()).contains("lost 2 executors");
    assertThat(there.trials().subList(6, 12)).allMatch(Trial::isCompleted);
  }

  @Test
  void slowNode_isOvertaken_withTheSameBits() throws IOException {
    String slow = "slow-" + System.nanoTime();
    Path file = Files.createFile(cluster.workers().getFirst().directory().resolve(slow));
    Study study = Faulty.study(6, 3);
    StudyResult there =
        there(
            cluster
                .conf("speculation")
                .set("spark.speculation", "true")
                .set("spark.speculation.interval", "100ms")
                .set("spark.speculation.quantile", "0.5")
                .set("spark.speculation.multiplier", "1.5")
                .set("spark.speculation.task.duration.threshold", "1s"),
            Faulty.slowBeside(slow),
            study,
            () -> Faulty.slowBeside(slow).worker(Faulty.study(6, 3)));
    assertThat(file).exists();
    assertThat(there.digest()).isEqualTo(here(Faulty.slow(Duration.ZERO), study).digest());
  }

  @Test
  void stoppedStudy_interruptsItsExecutors() throws Exception {
    String path = directory.toString();
    Study study = Faulty.study(50, 1);
    var spark = new SparkContext(cluster.conf("stopped"));
    try {
      SerializableStudyFactory factory = () -> Faulty.waiting(path).worker(Faulty.study(50, 1));
      RunningStudy running =
          Faulty.waiting(path)
              .optimizeAsync(study.runner(SparkRunner.on(spark).study(factory).slots(2).build()));
      await("two replicates", () -> lines(directory.resolve("started")).size() >= 2);
      running.stop();
      // Those that shared a task with one that waits are not told.
      assertThat(running.get().trials()).hasSizeBetween(1, 4);
      await("their interrupts", () -> lines(directory.resolve("interrupted")).size() >= 2);
    } finally {
      spark.stop();
    }
  }

  @Test
  void timeLimit_interruptsExecutors() {
    String path = directory.toString();
    var spark = new SparkContext(cluster.conf("deadline"));
    try {
      SerializableStudyFactory factory = () -> Faulty.waiting(path).worker(Faulty.study(50, 1));
      var runner = SparkRunner.on(spark).study(factory).slots(2).build();
      // The executors have started then.
      Faulty.waiting(path).optimize(Faulty.study(4, 1).runner(runner));
      StudyResult result =
          Faulty.waiting(path)
              .optimize(Faulty.study(50, 1).timeLimit(Duration.ofSeconds(8)).runner(runner));
      assertThat(result.ending()).isEqualTo(Ending.TIME_LIMIT);
      assertThat(result.trials()).hasSizeBetween(1, 4);
      assertThat(lines(directory.resolve("started"))).isNotEmpty();
      await(
          "each to be interrupted",
          () ->
              lines(directory.resolve("interrupted")).size()
                  == lines(directory.resolve("started")).size());
    } finally {
      spark.stop();
    }
  }

  @Test
  void exceptionThatTheDriverLacks_isAValue() throws IOException {
    Path source = directory.resolve("OutOfPaper.java");
    Files.writeString(
        source,
        "package dev.beryl.elsewhere; public class OutOfPaper extends Exception"
            + " { public OutOfPaper() { super(\"the printer is empty\"); } }");
    Path classes = Files.createDirectory(directory.resolve("classes"));
    int failures =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source.toString());
    assertThat(failures).isZero();
    Path jar = ClassPath.pack(classes);
    SparkConf conf = cluster.conf("exceptions");
    conf.set("spark.jars", conf.get("spark.jars") + "," + jar);
    StudyResult there =
        there(
            conf,
            Faulty.throwing(),
            Faulty.study(20, 1).neverFail(),
            () -> Faulty.throwing().worker(Faulty.study(20, 1).neverFail()));
    assertThatThrownBy(() -> Class.forName(Faulty.LACKING))
        .isInstanceOf(ClassNotFoundException.class);
    assertThat(there.trials()).hasSize(20);
    assertThat(there.trials())
        .filteredOn(trial -> !trial.isCompleted())
        .isNotEmpty()
        .allSatisfy(trial ->
            assertThat(trial.outcome().toString())
                .contains(Faulty.LACKING + ": the printer is empty"));
  }

  @Test
  void wrongJarOnOneExecutor_isAnError_withItsHost() throws IOException {
    Path classes = Files.createDirectory(directory.resolve("classes"));
    Files.writeString(classes.resolve(Versioned.FILE), "2");
    Path jar = cluster.workers().getFirst().directory().resolve("other.jar");
    Files.copy(ClassPath.pack(classes), jar);
    try {
      assertThatThrownBy(() ->
              there(
                  // From an executor's directory; the other worker has no such jar.
                  cluster.conf("jars").set("spark.executor.extraClassPath", "../../other.jar"),
                  Versioned.experiment(),
                  Versioned.study(),
                  () -> new Versioned().worker()))
          .isInstanceOf(StudyFailedException.class)
          .hasMessageContainingAll("on host 127.0.0.2", "its study differs", "[-2.0, 4.0]");
    } finally {
      Files.delete(jar);
    }
  }

  @Test
  void killedDriver_continuesFromItsJournal() throws Exception {
    Path journal = directory.resolve("journal");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name : List.of("lang", "lang.invoke", "nio", "util")) {
      command.addAll(List.of("--add-opens", "java.base/java." + name + "=ALL-UNNAMED"));
    }
    command.addAll(List.of("--add-opens", "java.base/sun.nio.ch=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Driver.class.getName()));
    command.add(cluster.url());
    command.add(ClassPath.ours().stream().map(Path::toString).collect(Collectors.joining(",")));
    command.add(journal.toString());
    Process driver =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader said = driver.inputReader(UTF_8)) {
      String line = said.readLine();
      while (line != null && !line.equals("told 20")) {
        line = said.readLine();
      }
      assertThat(line).as("the driver came so far").isEqualTo("told 20");
    } finally {
      driver.destroyForcibly().waitFor();
    }
    StudyResult there =
        there(
            cluster.conf("resumed"),
            Resumed.experiment(),
            Resumed.study().journal(journal),
            () -> new Resumed().worker());
    StudyResult here = here(Faulty.slow(Duration.ZERO), Resumed.study());
    assertThat(there.digest()).isEqualTo(here.digest());
  }
}
