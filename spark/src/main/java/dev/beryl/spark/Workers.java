package dev.beryl.spark;

import dev.beryl.StudyWorker;
import dev.beryl.execution.RunnerSetting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The workers of this JVM: one for each run of a study. They are closed with the JVM at the latest.
 */
final class Workers {
  private static final Map<String, Place> PLACES = new HashMap<>();
  private static boolean hooked;

  private Workers() {}

  /** A run of a study, whose worker its first unit makes while others wait. */
  private static final class Place {
    private @Nullable StudyWorker worker;
    private boolean closed;

    synchronized StudyWorker get(ShippedFactory factory, byte[] setting) {
      if (closed) {
        throw new IllegalStateException("the run of the study has ended");
      }
      if (worker == null) {
        StudyWorker made = factory.worker();
        try {
          made.accept(RunnerSetting.fromBytes(setting));
        } catch (RuntimeException e) {
          made.close();
          throw e;
        }
        worker = made;
      }
      return worker;
    }

    synchronized int close() {
      closed = true;
      if (worker == null) {
        return 0;
      }
      worker.close();
      return worker.abandonedThreads();
    }
  }

  /**
   * Returns the worker of a run, making it if it is the first.
   *
   * @throws RuntimeException if it cannot be made here, or has another study
   */
  static StudyWorker get(String run, ShippedFactory factory, byte[] setting) {
    Place place;
    synchronized (PLACES) {
      if (!hooked) {
        hooked = true;
        Runtime.getRuntime()
            .addShutdownHook(
                Thread.ofPlatform().name("beryl workers").unstarted(Workers::closeAll));
      }
      place = PLACES.computeIfAbsent(run, _ -> new Place());
    }
    return place.get(factory, setting);
  }

  /** Closes the worker of a run, if there is one, and returns how many threads it left behind. */
  static int close(String run) {
    Place place;
    synchronized (PLACES) {
      place = PLACES.remove(run);
    }
    return place == null ? 0 : place.close();
  }

  private static void closeAll() {
    List<Place> all;
    synchronized (PLACES) {
      all = List.copyOf(PLACES.values());
      PLACES.clear();
    }
    all.forEach(Place::close);
  }
}
