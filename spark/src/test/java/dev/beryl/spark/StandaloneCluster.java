package dev.beryl.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A standalone cluster on the loopback: a master and workers of one core each, JVMs of their own,
 * started from the jars of this JVM's class path. Closing it ends every process that it started.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED = Pattern.compile("Successfully registered with master");

  private static final String QUICK = "-Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private final Path home;
  private final Path classes;
  private final Daemon master;
  private final String url;
  private final List<Worker> workers = new ArrayList<>();

  private StandaloneCluster(Path home) {
    this.home = home;
    this.classes = home.resolve("executor.jsa");
    this.master =
        new Daemon(
            "master",
            "127.0.0.1",
            MASTER,
            List.of(),
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--webui-port",
            "0");
    this.url = master.await().group(1);
  }

  /** Starts a master and workers, and waits until the workers are registered. */
  static StandaloneCluster of(int workers) {
    try {
      Path home = Files.createTempDirectory("beryl-spark");
      Path jars = Files.createDirectory(home.resolve("jars"));
      for (Path jar : ClassPath.libraries()) {
        Files.createSymbolicLink(jars.resolve(jar.getFileName().toString()), jar);
      }
      var cluster = new StandaloneCluster(home);
      for (int i = 0; i < workers; i++) {
        cluster.startWorker();
      }
      cluster.workers.forEach(worker -> worker.daemon.await());
      cluster.archiveClasses();
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one more worker of one core; it need not be registered yet. */
  Worker startWorker() {
    return startWorker(1);
  }

  /** Starts one more worker that has GPUs with these addresses, as far as Spark can tell. */
  Worker startWorker(int cores, String... gpus) {
    Path directory = home.resolve("worker-" + workers.size());
    String host = "127.0.0." + (workers.size() + 2); // Spark speculates on other hosts only
    var worker =
        new Worker(
            directory,
            new Daemon(
                directory.getFileName().toString(),
                host,
                REGISTERED,
                gpus.length == 0 ? List.of() : gpuSettings(directory, gpus),
                "org.apache.spark.deploy.worker.Worker",
                "--cores",
                cores + "",
                "--memory",
                "1g",
                "--work-dir",
                directory.toString(),
                "--host",
                host,
                "--webui-port",
                "0",
                url));
    workers.add(worker);
    return worker;
  }

  private static List<String> gpuSettings(Path directory, String... gpus) {
    String found =
        "{\"name\": \"gpu\", \"addresses\": [%s]}"
            .formatted(
                Arrays.stream(gpus).map("\"%s\""::formatted).collect(Collectors.joining(", ")));
    try {
      Path script = Files.createDirectories(directory).resolve("gpus.sh");
      Files.writeString(script, "#!/bin/sh\necho '%s'\n".formatted(found));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
      return List.of(
          "-Dspark.worker.resource.gpu.amount=" + gpus.length,
          "-Dspark.worker.resource.gpu.discoveryScript=" + script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the settings of an application on this cluster, whose executors have our classes} */
  SparkConf conf(String name) {
    return new SparkConf(false)
        .setMaster(url)
        .setAppName(name)
        .setJars(ClassPath.ours().stream().map(Path::toString).toArray(String[]::new))
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.ui.enabled", "false")
        .set("spark.executor.memory", "512m")
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.executor.cores", "1")
        .set("spark.scheduler.revive.interval", "100ms")
        .set("spark.executor.extraJavaOptions", QUICK + " -XX:SharedArchiveFile=" + classes);
  }

  /**
   * Has an executor write down the classes that it has loaded, with which others start sooner; what
   * most of these tests wait for are starts of executors.
   */
  private void archiveClasses() {
    SparkConf conf =
        conf("classes")
            .set("spark.cores.max", "1")
            .set("spark.executor.extraJavaOptions", QUICK + " -XX:ArchiveClassesAtExit=" + classes);
    var spark = new JavaSparkContext(conf);
    try {
      assertThat(spark.parallelize(List.of(1, 2), 2).count()).isEqualTo(2);
    } finally {
      spark.stop();
    }
    Await.until("the executor to write its classes", () -> executors().isEmpty());
  }

  String url() {
    return url;
  }

  List<Worker> workers() {
    return workers;
  }

  /** {@return the executors that run now, of all applications} */
  List<ProcessHandle> executors() {
    return workers.stream().flatMap(worker -> worker.executors().stream()).toList();
  }

  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>();
    for (Worker worker : workers) {
      worker.daemon.process.descendants().forEach(all::add);
      all.add(worker.daemon.process.toHandle());
    }
    all.add(master.process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(
        process -> Await.end("process %s of the cluster".formatted(process.pid()), process));
    try {
      deleteTree(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** A worker, the node of this cluster. */
  record Worker(Path directory, Daemon daemon) {
    List<ProcessHandle> executors() {
      try (Stream<ProcessHandle> children = daemon.process.descendants()) {
        return children
            .filter(child -> child.info().commandLine().orElse("").contains("ExecutorBackend"))
            .toList();
      }
    }

    /** Ends the worker and its executors as a power failure would. */
    void kill() {
      List<ProcessHandle> executors = executors();
      daemon.process.destroyForcibly();
      executors.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** A JVM with one of Spark's main classes, whose log says when it is ready. */
  private final class Daemon {
    private final String name;
    private final Process process;
    private final CompletableFuture<Matcher> ready = new CompletableFuture<>();
    private final List<String> log = new ArrayList<>();

    Daemon(
        String name,
        String host,
        Pattern sign,
        List<String> options,
        String mainClass,
        String... arguments) {
      this.name = name;
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "-Xmx256m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Dspark.deploy.maxExecutorRetries=-1", // a master gives up applications otherwise
              "-Dlog4j2.configurationFile=org/apache/spark/log4j2-defaults.properties"));
      command.addAll(options);
      command.addAll(List.of("-cp", home.resolve("jars") + "/*", mainClass));
      command.addAll(List.of(arguments));
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("SPARK_HOME", home.toString());
      builder.environment().put("SPARK_SCALA_VERSION", "2.13");
      builder.environment().put("SPARK_LOCAL_IP", host);
      builder.environment().put("SPARK_LOCAL_HOSTNAME", host);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      try {
        process = builder.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Thread.ofPlatform().daemon().name("log of " + name).start(() -> follow(sign));
    }

    private void follow(Pattern sign) {
      try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          synchronized (log) {
            log.add(line);
          }
          Matcher matcher = sign.matcher(line);
          if (matcher.find()) {
            ready.complete(matcher);
          }
        }
      } catch (IOException e) {
        ready.completeExceptionally(e);
      }
      ready.completeExceptionally(new IllegalStateException("it ended; its log: " + text()));
    }

    private String text() {
      synchronized (log) {
        return String.join("\n", log);
      }
    }

    Matcher await() {
      try {
        return ready.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new IllegalStateException(
            "the %s of the cluster is not ready; its log: %s".formatted(name, text()), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }
}
