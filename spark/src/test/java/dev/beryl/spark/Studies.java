package dev.beryl.spark;

import dev.beryl.Context;
import dev.beryl.Experiment;
import dev.beryl.Resource;
import dev.beryl.Study;
import dev.beryl.StudyFactory;
import dev.beryl.StudyWorker;
import dev.beryl.optimizers.MedianPruner;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.Racing;
import dev.beryl.trial.Objective;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Studies of the tests, each with the factory that executors call. */
public final class Studies {
  static final RealParameter X = Parameter.real("x", -2, 2);
  static final IntegerParameter N = Parameter.integer("n", 1, 9);
  static final SearchSpace SPACE = SearchSpace.of(X, N);

  private Studies() {}

  private static Study bowl(int trials, int replicates, int parallelism) {
    return Study.of(SPACE, Objective.minimize("loss"))
        .name("bowl")
        .trials(trials)
        .replicates(replicates)
        .parallelism(parallelism)
        .seed(7);
  }

  private static double loss(Context ctx) {
    double x = ctx.get(X) - 0.7;
    return x * x + Math.abs(ctx.get(N) - 4) + 0.1 * ctx.random().nextGaussian();
  }

  /** A noisy bowl of two parameters. */
  public static final class Bowl implements StudyFactory {
    static Study study() {
      return bowl(60, 3, 8);
    }

    static Experiment<Double> experiment() {
      return Experiment.measuring("loss", Studies::loss);
    }

    @Override
    public StudyWorker worker() {
      return experiment().worker(study());
    }
  }

  /** The bowl, reported in steps to a pruner. */
  public static final class Judged implements StudyFactory {
    static Study study() {
      return Bowl.study().pruner(MedianPruner.withDefaults());
    }

    static Experiment<Double> experiment() {
      return Experiment.measuring(
          "loss",
          ctx -> {
            double loss = loss(ctx);
            for (int step = 1; step <= 9; step++) {
              ctx.report(step, loss + 1.0 / step);
            }
            return loss;
          });
    }

    @Override
    public StudyWorker worker() {
      return experiment().worker(study());
    }
  }

  /** The bowl, whose best treatments race. */
  public static final class Raced implements StudyFactory {
    static Study study() {
      return Study.of(SPACE, Objective.minimize("loss"))
          .trials(30)
          .racing(Racing.of(2, 10))
          .parallelism(8)
          .seed(7);
    }

    @Override
    public StudyWorker worker() {
      return Bowl.experiment().worker(study());
    }
  }

  /** Half of the replicates throw what is no runtime exception. */
  public static final class Throwing implements StudyFactory {
    static final Map<String, Integer> CALLS = new ConcurrentHashMap<>();

    static Study study() {
      return bowl(20, 3, 8).neverFail();
    }

    static Experiment<Double> experiment() {
      return Experiment.measuring(
          "loss",
          ctx -> {
            CALLS.merge(ctx.trial() + "/" + ctx.replicate(), 1, Integer::sum);
            if (ctx.get(N) % 2 == 0 && ctx.replicate() == 1) {
              throw new java.io.IOException("n is " + ctx.get(N));
            }
            return loss(ctx);
          });
    }

    @Override
    public StudyWorker worker() {
      return experiment().worker(study());
    }
  }

  /** Uses a resource that counts how often it was opened and closed. */
  public static final class Counting implements StudyFactory {
    static final AtomicInteger OPENED = new AtomicInteger();
    static final AtomicInteger CLOSED = new AtomicInteger();

    static Experiment<Double> experiment() {
      Resource<Double> shift =
          Resource.of(
              "shift",
              () -> {
                OPENED.incrementAndGet();
                return 0.25;
              },
              _ -> CLOSED.incrementAndGet());
      return Experiment.from(ctx -> ctx.get(shift))
          .using(shift)
          .then(
              "measure",
              (by, ctx) -> {
                ctx.record("loss", loss(ctx) + by);
                return by;
              })
          .build();
    }

    @Override
    public StudyWorker worker() {
      return experiment().worker(Bowl.study());
    }
  }

  /** Its replicates wait until they are interrupted, but for the first trials. */
  public static final class Waiting implements StudyFactory {
    static final Semaphore STARTED = new Semaphore(0);
    static final Semaphore INTERRUPTED = new Semaphore(0);
    private static volatile int first;

    /** Says how many trials do not wait. */
    static void after(int trials) {
      first = trials;
      STARTED.drainPermits();
      INTERRUPTED.drainPermits();
    }

    static Study study() {
      return bowl(60, 1, 4);
    }

    static Experiment<Double> experiment() {
      return Experiment.measuring(
          "loss",
          ctx -> {
            if (ctx.trial() >= first) {
              STARTED.release();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                INTERRUPTED.release();
                throw e;
              }
            }
            return loss(ctx);
          });
    }

    @Override
    public StudyWorker worker() {
      return experiment().worker(study());
    }
  }

  /** One replicate waits until it is interrupted. */
  public static final class Hanging implements StudyFactory {
    static final int TRIAL = 20;
    static final Semaphore STARTED = new Semaphore(0);
    static final Semaphore INTERRUPTED = new Semaphore(0);

    static Study study() {
      return bowl(40, 1, 8).neverFail();
    }

    static Experiment<Double> experiment() {
      return Experiment.measuring(
          "loss",
          ctx -> {
            if (ctx.trial() == TRIAL) {
              STARTED.release();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                INTERRUPTED.release();
                throw e;
              }
            }
            return loss(ctx);
          });
    }

    @Override
    public StudyWorker worker() {
      return experiment().worker(study());
    }
  }

  /** The same name of a study, and another space. */
  public static final class Other implements StudyFactory {
    @Override
    public StudyWorker worker() {
      return Bowl.experiment()
          .worker(
              Study.of(SearchSpace.of(Parameter.real("x", -3, 3), N), Objective.minimize("loss"))
                  .trials(60)
                  .seed(7));
    }
  }
}
