package dev.beryl.tck;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rule about threads: a plug-in works on its caller's, whichever that is. */
final class Threading {
  private static final int ATTEMPTS = 4;
  private static final Births BIRTHS = new Births();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Threading() {}

  /** Where threads are made: a thread that is made inherits this from the one that makes it. */
  private static final class Births extends InheritableThreadLocal<List<Throwable>> {
    @Override
    protected @Nullable List<Throwable> childValue(@Nullable List<Throwable> births) {
      if (births != null) {
        births.add(new Throwable("made here"));
      }
      return null;
    }
  }

  /** No thread is made, of whatever kind. */
  static void startsNone(Case test, Runnable study) {
    var seen = new ArrayList<Throwable>();
    BIRTHS.set(seen);
    try {
      study.run();
    } finally {
      BIRTHS.remove();
    }
    if (!seen.isEmpty()) {
      throw test.broken(-1, "a thread was created at " + place(seen.getFirst()), seen.getFirst());
    }
  }

  private static String place(Throwable birth) {
    for (StackTraceElement frame : birth.getStackTrace()) {
      String name = frame.getClassName();
      if (!name.startsWith("java.")
          && !name.startsWith("jdk.")
          && !name.startsWith(Births.class.getName())) {
        return place(frame);
      }
    }
    return place(birth.getStackTrace()[0]);
  }

  private static String place(StackTraceElement frame) {
    return "%s.%s, line %s"
        .formatted(frame.getClassName(), frame.getMethodName(), frame.getLineNumber());
  }

  /**
   * The calling thread never waits. The virtual machine counts how often a thread waited, slept or
   * was parked; that the JDK itself did so once, as when it loads a class, is allowed for by taking
   * the least of four plays.
   */
  static void neverWaits(Case test, Runnable study) {
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS && least > 0; attempt++) {
      long before = waited();
      study.run();
      least = Math.min(least, waited() - before);
    }
    test.require(
        least == 0,
        -1,
        "the calling thread waited, slept or was parked %s times in a study",
        least);
  }

  private static long waited() {
    return THREADS.getThreadInfo(Thread.currentThread().threadId()).getWaitedCount();
  }

  /** Each step of the study on its own thread gives the same as one thread. */
  static void anyThread(OptimizerCase test) {
    Script expected = Script.of(test, Repeating.trials(test)).play();
    Script hopping = Script.of(test, Repeating.trials(test));
    boolean more = true;
    while (more) {
      more = new OtherThread<>("another caller", hopping::step).get();
    }
    Comparing.proposals(test, "each call came from another thread", expected, hopping);
  }
}
