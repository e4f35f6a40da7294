package dev.beryl;

import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.nio.file.Path;

/**
 * A program whose study calls {@code System.exit}, whose thread never returns; it says how the
 * study ends.
 */
final class ExitingProgram {
  static final int STATUS = 7;
  static final int EXITS = 3; // in this trial

  /** Where it exits. */
  enum Place {
    LOOP_THREAD,
    VIRTUAL_THREAD,
    LISTENER,
    RESOURCE
  }

  private ExitingProgram() {}

  public static void main(String[] arguments) {
    Place place = Place.valueOf(arguments[0]);
    Resource<Object> pool = Resource.of("pool", Object::new, r -> exitIf(place == Place.RESOURCE));
    boolean inReplicate = place != Place.LISTENER && place != Place.RESOURCE;
    Experiment<Double> experiment =
        Experiment.from(ctx -> ctx.get(pool))
            .using(pool)
            .then(
                "measure",
                (r, ctx) -> {
                  exitIf(inReplicate && ctx.trial() == EXITS);
                  ctx.record("loss", ctx.get(OneParameter.X));
                  return 0.0;
                })
            .build();
    Study study =
        OneParameter.study(0, 1, 2, 3, 4, 5)
            .journal(Path.of(arguments[1]))
            .listener(
                new StudyListener() {
                  @Override
                  public void onTrial(Trial trial, Progress progress) {
                    exitIf(place == Place.LISTENER && progress.trials() == EXITS);
                  }
                })
            .listener(
                new StudyListener() {
                  @Override
                  public void onEnd(StudyResult result) {
                    System.out.println(
                        "ended %s with %s".formatted(result.ending(), result.trials().size()));
                    System.out.flush();
                  }
                });
    experiment.optimize(
        switch (place) {
          case LOOP_THREAD, LISTENER, RESOURCE -> study.threads(1);
          case VIRTUAL_THREAD -> study.executor(Thread::startVirtualThread);
        });
  }

  private static void exitIf(boolean here) {
    if (here) {
      System.exit(STATUS);
    }
  }
}
