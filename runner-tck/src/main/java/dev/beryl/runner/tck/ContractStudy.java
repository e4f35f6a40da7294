package dev.beryl.runner.tck;

import dev.beryl.Context;
import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.StudyFactory;
import dev.beryl.StudyWorker;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * A study of the contract of runners. Its subclasses are public and have public constructors
 * without parameters, so that a runner can name one in another process.
 */
public abstract class ContractStudy implements StudyFactory {
  static final RealParameter X = Parameter.real("x", 0, 10);
  static final IntegerParameter RUN = Parameter.integer("run", 0, Integer.MAX_VALUE);
  private static final SearchSpace SPACE = SearchSpace.of(X, RUN);
  private static final Objective LOSS = Objective.minimize("loss");
  private static final int STEPS = 4;

  private ContractStudy() {}

  /** What is run. */
  abstract Experiment<?> experiment();

  /** How it is optimized, without parallelism. */
  abstract Study study();

  /** Its study, as another process has it. */
  Study studyElsewhere() {
    return study();
  }

  @Override
  public StudyWorker worker() {
    return experiment().worker(studyElsewhere());
  }

  private static Study walk(int trials) {
    return Study.of(SPACE, LOSS).optimizer(Walk.choice()).trials(trials).seed(7).neverFail();
  }

  /** Reports its way to a value with noise. */
  private static double noisy(Context ctx) {
    ctx.note("replicate " + ctx.replicate(), "of trial " + ctx.trial());
    double x = ctx.get(X);
    double noise = new PhiloxRandom(ctx.seed(), 1).nextGaussian();
    for (int step = 1; step <= STEPS; step++) {
      ctx.report(step, x + noise / step);
    }
    ctx.record("size", (double) ctx.get(RUN));
    return x + noise;
  }

  /** Many trials of three replicates, of which none fails. */
  public static class Plain extends ContractStudy {
    /** Called by runners. */
    public Plain() {}

    @Override
    Experiment<?> experiment() {
      return Experiment.measuring("loss", ContractStudy::noisy);
    }

    @Override
    Study study() {
      return walk(40).replicates(3);
    }
  }

  /** Some replicates throw, some measure nothing, and some throw the first time only. */
  public static final class Failing extends ContractStudy {
    private static final Map<String, Boolean> BEGUN = new ConcurrentHashMap<>();

    /** Called by runners. */
    public Failing() {}

    @Override
    Experiment<?> experiment() {
      return Experiment.measuring(
          "loss",
          ctx -> {
            double value = noisy(ctx);
            int which = ctx.trial() % 8;
            boolean isFirst = BEGUN.put(ctx.trial() + "/" + ctx.replicate(), true) == null;
            if (which == 1 && ctx.replicate() > 0) {
              throw new Unknown("replicate " + ctx.replicate() + " broke");
            }
            if (which == 3 && isFirst) {
              throw new IllegalStateException("the first time only");
            }
            return which == 5 ? Double.NaN : value;
          });
    }

    @Override
    Study study() {
      return walk(40).replicates(3).retries(1);
    }

    /** An exception that only the process of the replicate needs to know. */
    @SuppressWarnings("serial") // never serialized
    private static final class Unknown extends RuntimeException {
      Unknown(String message) {
        super(message);
      }
    }
  }

  /** Some trials are pruned, by judges that travel. */
  public static final class Pruned extends ContractStudy {
    /** Called by runners. */
    public Pruned() {}

    @Override
    Experiment<?> experiment() {
      return Experiment.measuring("loss", ContractStudy::noisy);
    }

    @Override
    Study study() {
      return walk(60).replicates(4).pruner(Limit.choice(true));
    }
  }

  /** Some trials are pruned, by judges that do not travel. */
  public static final class PrunedLate extends ContractStudy {
    /** Called by runners. */
    public PrunedLate() {}

    @Override
    Experiment<?> experiment() {
      return Experiment.measuring("loss", ContractStudy::noisy);
    }

    @Override
    Study study() {
      return walk(60).replicates(4).pruner(Limit.choice(false));
    }
  }

  /** A search and a final race, replicate by replicate. */
  public static final class Raced extends ContractStudy {
    /** Called by runners. */
    public Raced() {}

    @Override
    Experiment<?> experiment() {
      return Experiment.measuring("loss", ContractStudy::noisy);
    }

    @Override
    Study study() {
      return ahead().startReplicatesWhenNeeded();
    }

    /** With replicates that run ahead. */
    Study ahead() {
      return Study.of(SPACE, LOSS).optimizer(Walk.choice()).seed(7).replicates(1, 12).budget(90);
    }
  }

  /** Replicate 0 of trial 1 takes longer than it may. */
  public static final class Slow extends ContractStudy {
    /** Called by runners. */
    public Slow() {}

    @Override
    Experiment<?> experiment() {
      return Experiment.measuring(
          "loss",
          ctx -> {
            if (ctx.trial() == 1) {
              new CountDownLatch(1).await();
            }
            return noisy(ctx);
          });
    }

    @Override
    Study study() {
      return walk(3).replicateTimeout(Duration.ofMillis(300));
    }
  }

  /**
   * Trial 0 waits forever, until it is interrupted; trial 1 fails once trial 0 has started. What
   * they see is in files of the folder for temporary files, named by parameter {@code run}.
   */
  public static final class Endless extends ContractStudy {
    /** Called by runners. */
    public Endless() {}

    @Override
    Experiment<?> experiment() {
      return Experiment.measuring(
          "loss",
          ctx -> {
            if (ctx.trial() == 0) {
              return untilInterrupted(ctx);
            }
            awaitFile(ctx, STARTED);
            throw new IllegalStateException("trial 0 has started");
          });
    }

    @Override
    Study study() {
      return Study.of(SPACE, LOSS).optimizer(Walk.choice()).trials(2).failFast().tellAsCompleted();
    }
  }

  /**
   * Replicate 1 of trial 0 waits forever, until it is interrupted; replicate 0 fails once it has
   * started; trial 1 ends once it was interrupted.
   */
  public static final class Cut extends ContractStudy {
    /** Called by runners. */
    public Cut() {}

    @Override
    Experiment<?> experiment() {
      return Experiment.measuring(
          "loss",
          ctx -> {
            if (ctx.trial() == 1) {
              awaitFile(ctx, INTERRUPTED);
              return noisy(ctx);
            }
            if (ctx.replicate() == 1) {
              return untilInterrupted(ctx);
            }
            awaitFile(ctx, STARTED);
            throw new IllegalStateException("replicate 1 has started");
          });
    }

    @Override
    Study study() {
      return Study.of(SPACE, LOSS).optimizer(Walk.choice()).trials(2).replicates(2).neverFail();
    }
  }

  /** The other process has another seed. */
  public static final class Other extends ContractStudy {
    /** Called by runners. */
    public Other() {}

    @Override
    Experiment<?> experiment() {
      return Experiment.measuring("loss", ContractStudy::noisy);
    }

    @Override
    Study study() {
      return Study.of(SPACE, LOSS).optimizer(Walk.choice()).trials(3).seed(7);
    }

    @Override
    Study studyElsewhere() {
      return Study.of(SPACE, LOSS).optimizer(Walk.choice()).trials(3).seed(8);
    }
  }

  /** The other process cannot make the study. */
  public static final class Broken extends ContractStudy {
    /** Called by runners. */
    public Broken() {}

    @Override
    Experiment<?> experiment() {
      return Experiment.measuring("loss", ContractStudy::noisy);
    }

    @Override
    Study study() {
      return walk(3);
    }

    @Override
    Study studyElsewhere() {
      throw new IllegalStateException("the data is not on this machine");
    }
  }

  static final String STARTED = "started";
  static final String INTERRUPTED = "interrupted";

  /** The file by which a run says something. */
  static Path file(long run, String what) {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "beryl-runner-contract-%s-%s".formatted(run, what));
  }

  private static double untilInterrupted(Context ctx) throws InterruptedException, IOException {
    Files.createFile(file(ctx.get(RUN), STARTED));
    try {
      new CountDownLatch(1).await();
      return 0;
    } catch (InterruptedException e) {
      Files.createFile(file(ctx.get(RUN), INTERRUPTED));
      throw e;
    }
  }

  private static void awaitFile(Context ctx, String what) {
    while (!Files.exists(file(ctx.get(RUN), what))) {
      ctx.checkCancelled();
      LockSupport.parkNanos(1_000_000);
    }
  }
}
