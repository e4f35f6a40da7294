package dev.beryl.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.RunningStudy;
import dev.beryl.Study;
import dev.beryl.StudyFactory;
import dev.beryl.StudyWorker;
import dev.beryl.execution.Runner;
import dev.beryl.execution.RunnerResults;
import dev.beryl.execution.RunnerSession;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.spark.Studies.Bowl;
import dev.beryl.spark.Studies.Counting;
import dev.beryl.spark.Studies.Hanging;
import dev.beryl.spark.Studies.Judged;
import dev.beryl.spark.Studies.Other;
import dev.beryl.spark.Studies.Raced;
import dev.beryl.spark.Studies.Throwing;
import dev.beryl.spark.Studies.Waiting;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Replicates on Spark in this JVM: the bits of threads, and what becomes of the rest. */
@Timeout(180)
class SparkRunnerTest {
  private static SparkContext spark;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    spark = new SparkContext(conf());
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  static SparkConf conf() {
    return new SparkConf(false)
        .setMaster("local[2]")
        .setAppName("test")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1");
  }

  private static Runner on(Class<? extends StudyFactory> study) {
    return SparkRunner.on(spark).study(study).slots(2).build();
  }

  @Test
  void study_hasTheBitsOfThreads() {
    StudyResult here = Bowl.experiment().optimize(Bowl.study().threads(2));
    StudyResult there = Bowl.experiment().optimize(Bowl.study().runner(on(Bowl.class)));
    assertThat(there.digest()).isEqualTo(here.digest());
    assertThat(there.warnings()).isEqualTo(here.warnings());
  }

  @Test
  void lambda_hasTheBitsOfThreads() {
    int trials = 12;
    SerializableStudyFactory lambda = () -> Bowl.experiment().worker(Bowl.study());
    StudyResult here = Bowl.experiment().optimize(Bowl.study().threads(2));
    StudyResult there =
        Bowl.experiment()
            .optimize(
                Bowl.study().runner(SparkRunner.on(spark).study(lambda).slots(trials).build()));
    assertThat(there.digest()).isEqualTo(here.digest());
  }

  @Test
  void prunedStudy_hasTheBitsOfThreads() {
    StudyResult here = Judged.experiment().optimize(Judged.study().threads(2));
    StudyResult there = Judged.experiment().optimize(Judged.study().runner(on(Judged.class)));
    assertThat(here.trials())
        .extracting(Trial::outcome)
        .hasAtLeastOneElementOfType(Outcome.Pruned.class);
    assertThat(there.digest()).isEqualTo(here.digest());
  }

  @Test
  void racedStudy_hasTheBitsOfThreads() {
    StudyResult here = Bowl.experiment().optimize(Raced.study().threads(2));
    StudyResult there = Bowl.experiment().optimize(Raced.study().runner(on(Raced.class)));
    assertThat(there.digest()).isEqualTo(here.digest());
  }

  @Test
  void throwingReplicates_areValues_andRunOnce() {
    StudyResult here = Throwing.experiment().optimize(Throwing.study().threads(2));
    Throwing.CALLS.clear();
    StudyResult there = Throwing.experiment().optimize(Throwing.study().runner(on(Throwing.class)));
    assertThat(there.digest()).isEqualTo(here.digest());
    assertThat(Throwing.CALLS.values()).containsOnly(1);
    assertThat(there.trials())
        .extracting(trial -> trial.outcome().toString())
        .anySatisfy(text -> assertThat(text).contains("java.io.IOException: n is "));
  }

  @Test
  void resources_areOpenedOnce_andClosedWithTheStudy() {
    int opened = Counting.OPENED.get();
    int closed = Counting.CLOSED.get();
    Counting.experiment().optimize(Bowl.study().runner(on(Counting.class)));
    assertThat(Counting.OPENED.get() - opened).isEqualTo(1);
    assertThat(Counting.CLOSED.get() - closed).isEqualTo(1);
  }

  @Test
  void journal_continues() {
    Path journal = directory.resolve("journal");
    StudyResult whole = Bowl.experiment().optimize(Bowl.study().threads(2));
    Study study = Bowl.study().journal(journal);
    Bowl.experiment()
        .optimize(study.stopWhen(progress -> progress.trials() >= 20).runner(on(Bowl.class)));
    StudyResult continued = Bowl.experiment().optimize(study.runner(on(Bowl.class)));
    assertThat(continued.digest()).isEqualTo(whole.digest());
  }

  @Test
  void stoppedStudy_interruptsWhatRuns() throws Exception {
    Waiting.after(4);
    RunningStudy running =
        Waiting.experiment().optimizeAsync(Waiting.study().runner(on(Waiting.class)));
    Await.permits("a replicate began", Waiting.STARTED, 2);
    running.stop();
    StudyResult result = Await.end("stopped", running);
    Await.permits("a replicate was interrupted", Waiting.INTERRUPTED, 2);
    // Those that shared a task with one that waits are not told.
    assertThat(result.trials()).hasSizeBetween(1, 4);
    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
  }

  @Test
  void timeLimit_interruptsWhatRuns() throws Exception {
    Waiting.after(4);
    StudyResult result =
        Waiting.experiment()
            .optimize(Waiting.study().timeLimit(Duration.ofSeconds(2)).runner(on(Waiting.class)));
    Await.permits("a replicate was interrupted", Waiting.INTERRUPTED, 2);
    assertThat(result.trials().size()).isLessThanOrEqualTo(4);
  }

  /** Cancels a trial once it runs, and answers in its place. */
  private record Canceling(Runner runner) implements Runner {
    @Override
    public int slots() {
      return runner.slots();
    }

    @Override
    public RunnerSession open(RunnerSetting setting, RunnerResults results) {
      RunnerSession session = runner.open(setting, results);
      Thread.ofVirtual()
          .start(() -> {
            Hanging.STARTED.acquireUninterruptibly();
            session.cancel(Hanging.TRIAL);
            results.lost(Hanging.TRIAL, 0, "canceled by the test");
          });
      return session;
    }
  }

  @Test
  void canceledTrial_isInterrupted_andWhatSharedItsTaskRunsAgain() throws Exception {
    StudyResult result =
        Hanging.experiment().optimize(Hanging.study().runner(new Canceling(on(Hanging.class))));
    Await.permits("a replicate was interrupted", Hanging.INTERRUPTED, 1);
    assertThat(result.trials()).hasSize(40);
    assertThat(result.trials())
        .filteredOn(trial -> !trial.isCompleted())
        .extracting(Trial::number)
        .containsExactly(Hanging.TRIAL);
  }

  @Test
  void factoryOfAnotherStudy_isRefused_beforeAnythingRuns() {
    assertThatThrownBy(() -> Bowl.experiment().optimize(Bowl.study().runner(on(Other.class))))
        .isInstanceOf(StudyFailedException.class)
        .hasMessageContaining("differs");
  }

  @Test
  void jobs_areNamedAndTagged_andLeaveTheCallersProperties() {
    var seen = new ConcurrentLinkedQueue<Properties>();
    var listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            seen.add(start.properties());
          }
        };
    spark.addSparkListener(listener);
    spark.setJobGroup("mine", "my job", false);
    spark.addJobTag("my-tag");
    try {
      Bowl.experiment()
          .optimize(
              Bowl.study()
                  .runner(SparkRunner.on(spark).study(Bowl.class).slots(2).pool("beryl").build()));
      assertThat(spark.getLocalProperty("spark.jobGroup.id")).isEqualTo("mine");
      assertThat(spark.getLocalProperty("spark.job.tags")).isEqualTo("my-tag");
      assertThat(spark.getLocalProperty("spark.scheduler.pool")).isNull();
    } finally {
      spark.clearJobGroup();
      spark.clearJobTags();
      spark.removeSparkListener(listener);
    }
    Properties first = seen.element();
    assertThat(first.getProperty("spark.job.description")).isEqualTo("bowl · trial 0");
    assertThat(first.getProperty("spark.job.tags"))
        .matches("(beryl/[0-9a-f]{12}-\\d+),\\1/0")
        .doesNotContain("my-tag");
    assertThat(first.getProperty("spark.job.interruptOnCancel")).isEqualTo("true");
    assertThat(first.getProperty("spark.scheduler.pool")).isEqualTo("beryl");
    assertThat(seen.size()).as("jobs of 180 short units").isLessThan(90);
  }

  /** Not serializable, deep inside what is. */
  private static final class Connection {}

  private record Settings(List<Object> parts) implements Serializable {}

  @Test
  void captureThatCannotBeSerialized_isRefused_withItsPath() {
    var settings = new Settings(List.of("text", new Connection()));
    SerializableStudyFactory lambda =
        () -> {
          assertThat(settings).isNotNull();
          return Bowl.experiment().worker(Bowl.study());
        };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparkRunner.on(spark).study(lambda))
        .withMessageContaining(
            "captured argument 1.parts[1] (%s)".formatted(Connection.class.getName()));
  }

  private static final class Hidden implements StudyFactory {
    @Override
    public StudyWorker worker() {
      throw new AssertionError();
    }
  }

  @Test
  void classThatExecutorsCannotCall_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparkRunner.on(spark).study(Hidden.class))
        .withMessageContaining("expected a public class");
  }

  @Test
  void builder_listsAllFaults() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            SparkRunner.on(spark)
                .taskTime(Duration.ZERO)
                .cpus(0)
                .resource("gpu", 0.7)
                .pool(" ")
                .build())
        .withMessageContainingAll(
            "taskTime: expected",
            "cpus: expected",
            "'gpu': expected",
            "pool: expected",
            "study: expected",
            "slots: expected");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SparkRunner.on(spark).study(Bowl.class).slots(1).resource("gpu", 1).build())
        .withMessageContaining("local mode");
  }

  @Test
  void oldJava_isAFault() {
    assertThat(UnitTask.fault(Runtime.Version.parse("25.0.2"))).contains("25.0.3");
    assertThat(UnitTask.fault(Runtime.Version.parse("25.0.3+9-LTS"))).isNull();
    assertThat(UnitTask.fault(Runtime.version())).isNull();
  }
}
