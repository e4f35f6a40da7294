package dev.beryl.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A program that was started, and all processes that it started in turn. Those whose parents have
 * died meanwhile belong to it, too: on Linux they are known by a mark in their environment, which
 * processes inherit. On other systems, and of processes that clear their environment, only those
 * are known whose parents were alive when somebody looked.
 *
 * <p>Any thread may end it, any number of times.
 */
final class ProcessTree {
  /** The variable that has the mark. */
  static final String VARIABLE = "BERYL_RUN";

  private static final String JVM = UUID.randomUUID().toString();
  private static final AtomicLong COUNT = new AtomicLong();
  private static final long SHORT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long[] NONE = {};
  private static final long FEW = 100; // to look at each costs less than to list all
  private static final long KILL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Process program;
  private final ProcessHandle root;
  private final byte[] mark;
  private final long started = System.nanoTime();
  private final Map<Long, ProcessHandle> seen = new HashMap<>();

  ProcessTree(Process program, String mark) {
    this.program = program;
    this.root = program.toHandle();
    this.mark = mark.getBytes(StandardCharsets.US_ASCII);
  }

  /** The program that was started. */
  Process program() {
    return program;
  }

  /** A mark that no other run has. */
  static String newMark() {
    return JVM + "-" + COUNT.getAndIncrement() + ";";
  }

  /** The value of the variable: a run within a run has the marks of both. */
  static String variable(String mark) {
    String outer = System.getenv(VARIABLE);
    return outer == null ? mark : outer + mark;
  }

  /**
   * Ends what is left once the program itself has ended.
   *
   * @return whether nothing is left
   */
  boolean endSurvivors(Duration grace) {
    return marked(candidatesSinceStart()).isEmpty() || end(grace);
  }

  /**
   * Ends all processes: asks them to, and kills those that have not ended after a grace time.
   *
   * @return whether all have ended
   */
  synchronized boolean end(Duration grace) {
    boolean interrupted = Thread.interrupted();
    long start = System.nanoTime();
    members().forEach(ProcessHandle::destroy);
    interrupted |= awaitEnd(start + grace.toNanos());
    long patience = System.nanoTime() + PATIENCE_NANOS;
    List<ProcessHandle> left = members();
    while (!left.isEmpty() && System.nanoTime() < patience) {
      left.forEach(ProcessHandle::destroyForcibly);
      interrupted |= awaitEnd(System.nanoTime() + KILL_NANOS);
      left = members();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return left.isEmpty();
  }

  /** Waits until those that are known have ended; returns whether it was interrupted meanwhile. */
  private boolean awaitEnd(long until) {
    boolean interrupted = false;
    while (isAnyAlive() && System.nanoTime() < until) {
      try {
        TimeUnit.MILLISECONDS.sleep(1);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  private boolean isAnyAlive() {
    seen.values().removeIf(process -> !process.isAlive() || Proc.isZombie(process.pid()));
    return !seen.isEmpty();
  }

  /** Its processes that are alive. */
  synchronized List<ProcessHandle> members() {
    if (root.isAlive()) {
      seen.put(root.pid(), root);
      root.descendants().forEach(process -> seen.put(process.pid(), process));
    }
    marked(candidatesSinceStart()).forEach(process -> seen.put(process.pid(), process));
    return isAnyAlive() ? List.copyOf(seen.values()) : List.of();
  }

  private List<ProcessHandle> marked(long[] candidates) {
    var marked = new ArrayList<ProcessHandle>();
    for (long process : candidates) {
      if (Proc.hasInEnvironment(process, mark)) {
        ProcessHandle.of(process)
            .filter(found -> Proc.hasInEnvironment(process, mark)) // no other got its number
            .ifPresent(marked::add);
      }
    }
    return marked;
  }

  /**
   * What may belong to it: numbers are given in their order, so of a short run only those behind
   * its own.
   */
  private long[] candidatesSinceStart() {
    if (!Proc.isThere()) {
      return NONE;
    }
    long first = root.pid();
    long last = Proc.lastNumber();
    if (System.nanoTime() - started >= SHORT_NANOS || last < first) {
      return Proc.processes().toArray();
    }
    return last - first < FEW
        ? few(first, last)
        : Proc.processes().filter(process -> process > first).toArray();
  }

  /** Those of a small range that are worth to look at. */
  private static long[] few(long first, long last) {
    var found = new long[(int) (last - first)];
    int count = 0;
    for (long process = first + 1; process <= last; process++) {
      if (Proc.exists(process) && !LiveTrees.isProgram(process)) {
        found[count++] = process;
      }
    }
    return Arrays.copyOf(found, count);
  }
}
