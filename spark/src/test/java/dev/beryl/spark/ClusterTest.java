package dev.beryl.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.Experiment;
import dev.beryl.RunningStudy;
import dev.beryl.Study;
import dev.beryl.spark.Studies.Judged;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import javax.tools.ToolProvider;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Studies of one application on a real cluster of two executors. Whatever is ended under them, they
 * have the bits of a study in this JVM.
 */
@Tag("cluster")
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterTest {
  private static StandaloneCluster cluster;
  private static SparkContext spark;

  @TempDir Path directory;

  @BeforeAll
  @Timeout(180)
  static void start() {
    cluster = StandaloneCluster.of(2);
    spark = new SparkContext(cluster.conf("one application"));
  }

  @AfterAll
  @Timeout(180)
  static void stop() {
    if (spark != null) {
      spark.stop();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void study_hasTheBitsOfThisJvm() {
    Experiment<Double> experiment = Faulty.slow(Duration.ZERO);
    Study study = Faulty.study(200, 3);
    StudyResult there =
        Sides.there(
            spark,
            "plain",
            experiment,
            study,
            () -> Faulty.slow(Duration.ZERO).worker(Faulty.study(200, 3)));
    assertThat(there.digest()).isEqualTo(Sides.here(experiment, study).digest());
    assertThat(there.warnings()).isEmpty();
  }

  @Test
  void prunedStudy_hasTheBitsOfThisJvm() {
    StudyResult there =
        Sides.there(
            spark, "pruned", Judged.experiment(), Judged.study(), () -> new Judged().worker());
    assertThat(there.trials())
        .extracting(Trial::outcome)
        .hasAtLeastOneElementOfType(Outcome.Pruned.class);
    assertThat(there.digest()).isEqualTo(Sides.here(Judged.experiment(), Judged.study()).digest());
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
        Sides.there(
            spark,
            "killed executors",
            Faulty.slow(time),
            study.listener(
                new Told(trial -> {
                  if (moments.contains(trial)) {
                    Await.until("an executor", () -> !cluster.executors().isEmpty());
                    List<ProcessHandle> all = cluster.executors();
                    ProcessHandle executor = all.get(random.nextInt(all.size()));
                    executor.destroyForcibly();
                    killed.add(executor.pid());
                  }
                })),
            () -> Faulty.slow(time).worker(Faulty.study(200, 3)));
    assertThat(killed).hasSize(20);
    assertThat(there.digest()).isEqualTo(Sides.here(Faulty.slow(Duration.ZERO), study).digest());
    assertThat(there.trials()).hasSize(200);
  }

  @Test
  void killedWorker_changesNothing() {
    Duration time = Duration.ofMillis(50);
    Study study = Faulty.study(40, 3);
    StandaloneCluster.Worker lost = cluster.startWorker();
    var ended = new ArrayList<Integer>();
    StudyResult there =
        Sides.there(
            spark,
            "killed worker",
            Faulty.slow(time),
            study.listener(
                new Told(trial -> {
                  if (trial == 10) {
                    Await.until("an executor of the worker", () -> !lost.executors().isEmpty());
                    lost.kill();
                    ended.add(trial);
                  }
                })),
            () -> Faulty.slow(time).worker(Faulty.study(40, 3)));
    assertThat(ended).containsExactly(10);
    assertThat(there.digest()).isEqualTo(Sides.here(Faulty.slow(Duration.ZERO), study).digest());
  }

  @Test
  void unitThatEndsItsExecutor_isAnOutcome_afterTwo() {
    String path = directory.toString();
    Study study = Faulty.study(12, 3).neverFail();
    StudyResult there =
        Sides.there(
            spark,
            "halting",
            Faulty.halting(path),
            study,
            () -> Faulty.halting(path).worker(Faulty.study(12, 3).neverFail()));
    assertThat(Faulty.notes(directory, "halts")).hasSize(2);
    assertThat(there.trials()).hasSize(12);
    assertThat(there.trials().get(5).outcome().toString()).contains("lost 2 executors");
    assertThat(there.trials().subList(6, 12)).allMatch(Trial::isCompleted);
  }

  @Test
  void stoppedStudy_interruptsItsExecutors() {
    String path = directory.toString();
    SerializableStudyFactory factory = () -> Faulty.waiting(path).worker(Faulty.study(50, 1));
    SparkRunner runner = SparkRunner.on(spark).study(factory).slots(2).build();
    RunningStudy running =
        Faulty.waiting(path).optimizeAsync(Faulty.study(50, 1).name("stopped").runner(runner));
    Await.until("two replicates", () -> Faulty.notes(directory, "started").size() >= 2);
    running.stop();
    // Those that shared a task with one that waits are not told.
    assertThat(Await.end("stopped", running).trials()).hasSizeBetween(1, 4);
    awaitInterrupts();
  }

  @Test
  void timeLimit_interruptsExecutors() {
    String path = directory.toString();
    SerializableStudyFactory factory = () -> Faulty.waiting(path).worker(Faulty.study(50, 1));
    // Executors that another test has ended have started again then.
    Sides.there(spark, "before the limit", Faulty.waiting(path), Faulty.study(4, 1), factory);
    StudyResult result =
        Sides.there(
            spark,
            "time limit",
            Faulty.waiting(path),
            Faulty.study(50, 1).timeLimit(Duration.ofSeconds(4)),
            factory);
    assertThat(result.ending()).isEqualTo(Ending.TIME_LIMIT);
    assertThat(result.trials()).hasSizeBetween(1, 4);
    assertThat(Faulty.notes(directory, "started")).isNotEmpty();
    awaitInterrupts();
  }

  private void awaitInterrupts() {
    Await.until(
        "each to be interrupted",
        () ->
            Faulty.notes(directory, "interrupted").size()
                == Faulty.notes(directory, "started").size());
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
    spark.addJar(jar.toString());
    StudyResult there =
        Sides.there(
            spark,
            "exceptions",
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
}
