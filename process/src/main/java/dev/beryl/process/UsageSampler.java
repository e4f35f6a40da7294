package dev.beryl.process;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Samples what a tree of processes uses of the machine, by one thread. */
final class UsageSampler {
  private static final long LOOK_FOR_MEMBERS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final double TICKS_A_SECOND = 100; // as Linux shows them, on every architecture
  private static final int USER = 11; // of the fields from the state on: user, system, and the
  private static final int CPU_FIELDS = 4; // same of children that were waited for

  private final ProcessTree tree;
  private List<ProcessHandle> members = List.of();
  private long nextLook = System.nanoTime();
  private double ticks;
  private long peakBytes;

  UsageSampler(ProcessTree tree) {
    this.tree = tree;
  }

  void sample() {
    long now = System.nanoTime();
    if (now - nextLook >= 0) {
      members = tree.members();
      nextLook = now + LOOK_FOR_MEMBERS_NANOS;
    }
    double sum = 0;
    for (ProcessHandle member : members) {
      String[] stat = Proc.stat(member.pid());
      for (int i = USER; stat.length > USER + CPU_FIELDS && i < USER + CPU_FIELDS; i++) {
        sum += Double.parseDouble(stat[i]);
      }
      peakBytes = Math.max(peakBytes, Proc.peakBytes(member.pid()));
    }
    ticks = Math.max(ticks, sum);
  }

  Usage usage() {
    return new Usage(ticks / TICKS_A_SECOND, (double) peakBytes);
  }
}
