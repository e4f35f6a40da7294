package dev.beryl.spark;

import dev.beryl.Context;
import dev.beryl.Experiment;
import dev.beryl.Measure;
import dev.beryl.Study;
import dev.beryl.StudyFactory;
import dev.beryl.StudyWorker;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Experiments on executors in other JVMs, which do what real ones do. */
public final class Faulty {
  static final String LACKING = "dev.beryl.elsewhere.OutOfPaper";
  private static final RealParameter X = Parameter.real("x", -2, 2);
  private static final IntegerParameter N = Parameter.integer("n", 1, 9);

  private static final AtomicInteger RUNNING = new AtomicInteger();

  private Faulty() {}

  static Study study(int trials, int replicates) {
    return Study.of(SearchSpace.of(X, N), Objective.minimize("loss"))
        .trials(trials)
        .replicates(replicates)
        .parallelism(8)
        .seed(11);
  }

  private static double loss(Context ctx) {
    double x = ctx.get(X) - 0.7;
    return x * x + Math.abs(ctx.get(N) - 4) + 0.1 * ctx.random().nextGaussian();
  }

  private static Experiment<Double> measuring(Measure measure) {
    return Experiment.measuring("loss", measure);
  }

  /** Writes a line as one call, so that several processes may. */
  private static void note(String directory, String file, String line) throws IOException {
    Files.writeString(
        Path.of(directory, file),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** {@return the lines that replicates have noted in a file, so far} */
  static List<String> notes(Path directory, String file) {
    try {
      return Files.exists(directory.resolve(file))
          ? Files.readAllLines(directory.resolve(file))
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes the GPUs of each replicate, and how many replicates its JVM runs. */
  static Experiment<Double> assigned(String directory) {
    return measuring(ctx -> {
      int atOnce = RUNNING.incrementAndGet();
      try {
        note(directory, "addresses", SparkRunner.addresses("gpu").toString());
        note(directory, "at once", atOnce + "");
        LockSupport.parkNanos(100_000_000);
      } finally {
        RUNNING.decrementAndGet();
      }
      return loss(ctx);
    });
  }

  /** Some time for each replicate. */
  static Experiment<Double> slow(Duration time) {
    return measuring(ctx -> {
      LockSupport.parkNanos(time.toNanos());
      return loss(ctx);
    });
  }

  /** One replicate ends its JVM, as one that needs too much memory. */
  static Experiment<Double> halting(String directory) {
    return measuring(ctx -> {
      if (ctx.trial() == 5 && ctx.replicate() == 1) {
        note(directory, "halts", ProcessHandle.current().pid() + "");
        Runtime.getRuntime().halt(137);
      }
      return loss(ctx);
    });
  }

  /** After a few trials replicates wait until they are interrupted. */
  static Experiment<Double> waiting(String directory) {
    return measuring(ctx -> {
      if (ctx.trial() >= 4) {
        note(directory, "started", ctx.trial() + "");
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          note(directory, "interrupted", ctx.trial() + "");
          throw e;
        }
      }
      return loss(ctx);
    });
  }

  /** Waits for ever on a node that has a file of this name beside its executors. */
  static Experiment<Double> slowBeside(String file) {
    return measuring(ctx -> {
      if (Files.exists(Path.of("..", "..", file))) {
        new CountDownLatch(1).await();
      }
      return loss(ctx);
    });
  }

  /** Throws an exception of a class that only executors have. */
  static Experiment<Double> throwing() {
    return measuring(ctx -> {
      if (ctx.get(N) % 2 == 0) {
        throw (Exception)
            Class.forName(LACKING, true, Thread.currentThread().getContextClassLoader())
                .getConstructor()
                .newInstance();
      }
      return loss(ctx);
    });
  }

  /** Its space depends on a file of the class path, as another version of a class would. */
  public static final class Versioned implements StudyFactory {
    static final String FILE = "dev.beryl.spark.version.txt";

    static Study study() {
      try (InputStream in = Versioned.class.getResourceAsStream("/" + FILE)) {
        int version =
            Integer.parseInt(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        return Study.of(
                SearchSpace.of(Parameter.real("x", -2, 2 * version), N), Objective.minimize("loss"))
            .trials(40)
            .parallelism(8)
            .seed(11);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static Experiment<Double> experiment() {
      return measuring(ctx -> ctx.value("x", 0.0));
    }

    @Override
    public StudyWorker worker() {
      return experiment().worker(study());
    }
  }

  /** A study that its driver's JVM runs until it is ended. */
  public static final class Resumed implements StudyFactory {
    static Study study() {
      return Faulty.study(60, 2);
    }

    static Experiment<Double> experiment() {
      return slow(Duration.ofMillis(40));
    }

    @Override
    public StudyWorker worker() {
      return experiment().worker(study());
    }
  }
}
