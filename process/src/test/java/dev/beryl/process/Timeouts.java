package dev.beryl.process;

import dev.beryl.ExperimentException;
import java.time.Duration;
import java.util.Locale;

/**
 * How long after its timeout a run has ended, with all of its processes. Prints each time in
 * milliseconds, of programs that end when asked to and of programs that ignore it.
 */
final class Timeouts {
  private static final Duration LIMIT = Duration.ofMillis(300);

  private Timeouts() {}

  /** Takes the number of runs of each program. */
  public static void main(String[] arguments) {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    measure("warm-up", "sleep 60", 1);
    measure("ends when asked", "sleep 60 & sleep 60 & wait", runs);
    measure("ignores it", "trap '' TERM; (trap '' TERM; sleep 60) & sh -c 'sleep 60 &'; wait", runs);
  }

  private static void measure(String what, String script, int runs) {
    Command command = Runs.sh(script).timeout(LIMIT);
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      try {
        var _ = Runs.of(command);
      } catch (ExperimentException timedOut) {
        double late = (System.nanoTime() - start - LIMIT.toNanos()) / 1e6;
        System.out.printf(Locale.ROOT, "%s: %.0f ms late%n", what, late);
      }
    }
  }
}
