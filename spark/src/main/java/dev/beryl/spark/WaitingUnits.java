package dev.beryl.spark;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The units that wait for a task: which of them go together, and when. Only the thread of the jobs
 * uses it.
 */
final class WaitingUnits {
  /** Parts of a task's time for which a short unit waits for others: on idle slots, and else. */
  private static final int IDLE_PATIENCE = 40;

  private static final int BUSY_PATIENCE = 4;

  private final int slots;
  private final int inFlight;
  private final long taskNanos;
  private final Pace pace;
  private final ArrayDeque<Unit> waiting = new ArrayDeque<>();
  private long ripeAt; // when waiting units go without more of them

  /**
   * Makes a queue.
   *
   * @param inFlight how many units a study has out at once, at most
   */
  WaitingUnits(int slots, int inFlight, Duration taskTime, Pace pace) {
    this.slots = slots;
    this.inFlight = inFlight;
    this.taskNanos = taskTime.toNanos();
    this.pace = pace;
  }

  void add(Unit unit) {
    waiting.add(unit);
  }

  /** Takes units back, which go first. */
  void again(List<Unit> units) {
    for (Unit unit : units.reversed()) {
      if (!unit.done) {
        waiting.addFirst(unit);
      }
    }
  }

  void removeDone() {
    waiting.removeIf(unit -> unit.done);
  }

  void clear() {
    waiting.clear();
  }

  /** {@return by System.nanoTime(), when units that wait for others go without them} */
  long ripeAt() {
    return ripeAt;
  }

  /**
   * Takes the units of the next job.
   *
   * @param tasks that are submitted and not answered
   * @return a list for each task; empty if no job is to start now
   */
  List<List<Unit>> next(int tasks) {
    int room = pace.tasks(slots) - tasks;
    if (waiting.isEmpty() || room <= 0) {
      return List.of();
    }
    if (!pace.isShort()) {
      return ofOneTrial(room);
    }
    return room >= slots && isRipe(tasks) ? ofSeveral() : List.of(); // few jobs of many tasks
  }

  /**
   * Whether short units are enough for a job: a full one, or half of what can be in flight, so that
   * a job runs while the next one gathers. What has waited for some time goes without company.
   */
  private boolean isRipe(int tasks) {
    long full = (long) slots * pace.unitsOfTask();
    if (waiting.size() >= Math.min(full, Math.max(1, inFlight / 2))) {
      return true;
    }
    long patience = taskNanos / (tasks == 0 ? IDLE_PATIENCE : BUSY_PATIENCE);
    ripeAt = waiting.element().since + patience;
    return ripeAt - System.nanoTime() <= 0;
  }

  /** The units of the trial that waits longest, each a task. */
  private List<List<Unit>> ofOneTrial(int room) {
    int trial = waiting.element().trial;
    List<List<Unit>> batches = new ArrayList<>();
    while (batches.size() < room && !waiting.isEmpty() && waiting.element().trial == trial) {
      batches.add(List.of(waiting.remove()));
    }
    return batches;
  }

  /** Short units, spread over a task for each slot. */
  private List<List<Unit>> ofSeveral() {
    int size = Math.min(pace.unitsOfTask(), Math.ceilDiv(waiting.size(), slots));
    List<List<Unit>> batches = new ArrayList<>();
    while (batches.size() < slots && !waiting.isEmpty()) {
      List<Unit> batch = new ArrayList<>(List.of(waiting.remove()));
      while (batch.size() < size
          && !waiting.isEmpty()
          && !batch.getFirst().isSuspect()
          && !waiting.element().isSuspect()) {
        batch.add(waiting.remove());
      }
      batches.add(batch);
    }
    return batches;
  }
}
