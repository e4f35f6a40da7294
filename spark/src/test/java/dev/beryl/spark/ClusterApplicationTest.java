package dev.beryl.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.Study;
import dev.beryl.spark.Faulty.Resumed;
import dev.beryl.spark.Faulty.Versioned;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Applications on a real cluster of two executors, each with settings or an end of its own. */
@Tag("cluster")
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterApplicationTest {
  private static StandaloneCluster cluster;

  @TempDir Path directory;

  @BeforeAll
  @Timeout(180)
  static void start() {
    cluster = StandaloneCluster.of(2);
  }

  @AfterAll
  @Timeout(180)
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void slowNode_isOvertaken_withTheSameBits() throws IOException {
    String slow = "slow-" + System.nanoTime();
    Path file = Files.createFile(cluster.workers().getFirst().directory().resolve(slow));
    Study study = Faulty.study(6, 3);
    StudyResult there =
        Sides.there(
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
    assertThat(there.digest()).isEqualTo(Sides.here(Faulty.slow(Duration.ZERO), study).digest());
  }

  @Test
  void wrongJarOnOneExecutor_isAnError_withItsHost() throws IOException {
    Path classes = Files.createDirectory(directory.resolve("classes"));
    Files.writeString(classes.resolve(Versioned.FILE), "2");
    Path jar = cluster.workers().getFirst().directory().resolve("other.jar");
    Files.copy(ClassPath.pack(classes), jar);
    try {
      assertThatThrownBy(() ->
              Sides.there(
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
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Driver.class.getName()));
    command.add(cluster.url());
    command.add(ClassPath.ours().stream().map(Path::toString).collect(Collectors.joining(",")));
    command.add(cluster.conf("driver").get("spark.executor.extraJavaOptions"));
    command.add(journal.toString());
    Path said = directory.resolve("said");
    Process driver =
        new ProcessBuilder(command)
            .redirectOutput(said.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Await.until(
          "the driver to tell trial 20",
          () -> !driver.isAlive() || read(said).contains("told 20\n"));
      assertThat(driver.isAlive()).as("the driver, which said: %s", read(said)).isTrue();
    } finally {
      Await.end("the driver", driver.destroyForcibly().toHandle());
    }
    StudyResult there =
        Sides.there(
            cluster.conf("resumed"),
            Resumed.experiment(),
            Resumed.study().journal(journal),
            () -> new Resumed().worker());
    StudyResult here = Sides.here(Faulty.slow(Duration.ZERO), Resumed.study());
    assertThat(there.digest()).isEqualTo(here.digest());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void replicates_haveTheCoresAndAddressesThatTheyAskFor() {
    String path = directory.toString();
    StandaloneCluster.Worker large = cluster.startWorker(2, "gpu-0", "gpu-1");
    // Such executors fit there alone.
    SparkConf conf =
        cluster
            .conf("resources")
            .set("spark.executor.cores", "2")
            .set("spark.executor.resource.gpu.amount", "2");
    SerializableStudyFactory factory = () -> Faulty.assigned(path).worker(Faulty.study(8, 2));
    var spark = new SparkContext(conf);
    try {
      SparkRunner.Builder shared = SparkRunner.on(spark).study(factory).slots(2);
      SparkRunner.Builder alone = SparkRunner.on(spark).study(factory).slots(2);
      run("one of two GPUs", shared.resource("gpu", 1).build());
      assertThat(Faulty.notes(directory, "addresses")).contains("[gpu-0]", "[gpu-1]");
      assertThat(Faulty.notes(directory, "addresses"))
          .hasSize(16)
          .allMatch(addresses -> addresses.matches("\\[gpu-[01]]"));
      assertThat(Faulty.notes(directory, "at once")).contains("2");

      run("both cores", alone.cpus(2).build());
      List<String> addresses = Faulty.notes(directory, "addresses");
      List<String> atOnce = Faulty.notes(directory, "at once");
      assertThat(addresses.subList(16, addresses.size())).hasSize(16).containsOnly("[]");
      assertThat(atOnce.subList(16, atOnce.size())).containsOnly("1");
    } finally {
      spark.stop();
      large.kill();
    }
  }

  private void run(String name, SparkRunner runner) {
    StudyResult result =
        Await.end(
            name,
            Faulty.assigned(directory.toString())
                .optimizeAsync(Faulty.study(8, 2).name(name).runner(runner)));
    assertThat(result.trials()).hasSize(8).allMatch(Trial::isCompleted);
  }
}
