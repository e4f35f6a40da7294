package dev.beryl;

import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A program whose study runs until the JVM is told to end; says what happens meanwhile. */
final class ShutdownProgram {

  /** How the study is run. */
  enum Way {
    ONE_THREAD,
    THREADS,
    TIME_LIMIT,
    ASYNC
  }

  private static final AtomicBoolean ENDED = new AtomicBoolean();
  private static final CountDownLatch THREE_DONE = new CountDownLatch(3);
  private static final CountDownLatch WAITING = new CountDownLatch(1);

  private ShutdownProgram() {}

  public static void main(String[] arguments) throws InterruptedException {
    Way way = Way.valueOf(arguments[0]);
    Resource<Object> pool =
        Resource.of(
            "pool",
            Object::new,
            r -> {
              Thread.sleep(200); // closing takes its time
              say("closed");
            });
    Experiment<Double> experiment =
        Experiment.from(ctx -> ctx.get(pool))
            .using(pool)
            .then("measure", (r, ctx) -> measured(ctx))
            .build();
    Thread.ofVirtual().start(ShutdownProgram::sayWhenRunning);
    Study study = study(way);
    if (way == Way.ASYNC) {
      experiment.optimizeAsync(study);
      new CountDownLatch(1).await();
    } else {
      experiment.optimize(study);
    }
  }

  private static Study study(Way way) {
    Study study =
        OneParameter.study(new ScriptedOptimizer(number -> OneParameter.at(number % 10)))
            .trials(1_000)
            .listener(
                new StudyListener() {
                  @Override
                  public void onTrial(Trial trial, Progress progress) {
                    THREE_DONE.countDown();
                  }

                  @Override
                  public void onEnd(StudyResult result) {
                    ENDED.set(true);
                    say(
                        "ended %s with %s"
                            .formatted(
                                result.ending(),
                                result.trials().stream().map(Trial::number).toList()));
                  }
                });
    return switch (way) {
      case ONE_THREAD -> study.threads(1);
      case THREADS, ASYNC -> study.threads(4).parallelism(4);
      case TIME_LIMIT -> study.threads(4).parallelism(4).timeLimit(Duration.ofHours(1));
    };
  }

  private static double measured(Context ctx) throws InterruptedException {
    if (ENDED.get()) {
      say("begun too late");
    }
    if (ctx.trial() >= 3) {
      WAITING.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        say("interrupted");
        throw e;
      }
    }
    ctx.record("loss", 1);
    return 1;
  }

  private static void sayWhenRunning() {
    try {
      THREE_DONE.await();
      WAITING.await();
      say("three are done and some run");
    } catch (InterruptedException e) {
      say("unexpected: " + e);
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
