package dev.beryl.spark;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What attempts mean that gave no answer: a unit runs again, or was lost if it has cost too many
 * executors. An executor refuses a later attempt, and the listener bus says what became of the
 * earlier ones; the two come in any order. Only the thread of the jobs uses it.
 */
final class LostAttempts {
  /** After this many executors a unit is not tried again. */
  private static final int LOSSES = 2;

  /** After this many attempts without an answer a unit is not tried again, whoever ended them. */
  private static final int ATTEMPTS = 12;

  private static final long BUS_NANOS = Duration.ofSeconds(5).toNanos();

  /** Most of what the bus says belongs to a second attempt that was answered. */
  private static final int MOST_HEARD = 10_000;

  /** Hears what becomes of units that are not done. */
  interface Hearer {
    void again(Unit unit);

    void lost(Unit unit, String why);
  }

  private final boolean speculation;
  private final Hearer hearer;
  private final Map<Long, HeldBatch> held = new HashMap<>();
  private final Map<Long, Losses> heard = new HashMap<>();

  /** A batch that an executor refused to try again, until the listener bus says what happened. */
  private record HeldBatch(List<Unit> units, int attempts, long until) {}

  private record Losses(int count, String reason) {}

  LostAttempts(boolean speculation, Hearer hearer) {
    this.speculation = speculation;
    this.hearer = hearer;
  }

  private static long key(int stage, int partition) {
    return (long) stage << 32 | partition;
  }

  /** How often Spark may try a batch by itself: a copy that speculates is an attempt, too. */
  int attempts(List<Unit> batch) {
    return batch.size() == 1 ? LOSSES - batch.getFirst().losses : speculation ? 2 : 1;
  }

  /** An executor did not run a batch, as attempts before it have gone without an answer. */
  void held(int stage, int partition, int attempts, List<Unit> units) {
    long key = key(stage, partition);
    var batch = new HeldBatch(units, attempts, System.nanoTime() + BUS_NANOS);
    Losses losses = heard.remove(key);
    if (losses == null) {
      held.put(key, batch);
    } else {
      decide(batch, losses);
    }
  }

  /** The listener bus says how many attempts of a task were lost, and why the last one. */
  void heard(int stage, int partition, int count, String reason) {
    long key = key(stage, partition);
    var losses = new Losses(count, reason);
    HeldBatch batch = held.remove(key);
    if (batch != null) {
      decide(batch, losses);
    } else if (heard.size() < MOST_HEARD) {
      heard.put(key, losses);
    }
  }

  /** A job has failed before it answered units. */
  void failed(List<Unit> units, String reason) {
    for (Unit unit : units) {
      unit.losses++;
      unit.attempts++;
      againOrLost(unit, reason);
    }
  }

  private void decide(HeldBatch batch, Losses losses) {
    boolean alone = batch.units().size() == 1;
    for (Unit unit : batch.units()) {
      unit.losses += alone ? losses.count() : Math.min(1, losses.count()); // which one was it?
      unit.attempts += batch.attempts();
      againOrLost(unit, losses.reason());
    }
  }

  private void againOrLost(Unit unit, String reason) {
    if (unit.done) {
      return;
    }
    if (unit.losses < LOSSES && unit.attempts < ATTEMPTS) {
      hearer.again(unit);
    } else {
      hearer.lost(
          unit,
          unit.losses >= LOSSES
              ? "lost %s executors, such as by memory; the last: %s"
                  .formatted(unit.losses, reason.strip())
              : "%s attempts of Spark gave no answer".formatted(unit.attempts));
    }
  }

  /** {@return by System.nanoTime(), when to look again; at most a given time} */
  long next(long latest) {
    return held.values().stream().mapToLong(HeldBatch::until).reduce(latest, Math::min);
  }

  /**
   * Decides on what the bus says nothing of any more: it has dropped it, so each attempt counts.
   */
  void pass(long now) {
    for (Map.Entry<Long, HeldBatch> entry : List.copyOf(held.entrySet())) {
      HeldBatch batch = entry.getValue();
      if (batch.until() <= now) {
        held.remove(entry.getKey());
        decide(batch, new Losses(batch.attempts(), "attempts gave no answer"));
      }
    }
  }

  void clear() {
    held.clear();
  }
}
