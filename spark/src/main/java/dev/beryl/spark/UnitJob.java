package dev.beryl.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** One job of Spark, whose tasks are batches of units. Only the thread of its jobs uses it. */
final class UnitJob {
  final List<List<Unit>> batches;
  final TreeSet<Integer> trials = new TreeSet<>();

  /** Partitions that are not answered; those that are held count as answered. */
  final TreeSet<Integer> open = new TreeSet<>();

  /** Its tag, by which it is canceled. */
  final String tag;

  boolean canceled;

  /** When a job that still runs units of other trials is canceled for one of its trials. */
  long cancelAt = Long.MAX_VALUE;

  UnitJob(List<List<Unit>> batches, String tags, int number) {
    this.batches = batches;
    for (int i = 0; i < batches.size(); i++) {
      open.add(i);
      batches.get(i).forEach(unit -> trials.add(unit.trial));
    }
    this.tag = tags + "/" + (trials.size() == 1 ? trials.first().toString() : "batch-" + number);
  }

  boolean isOfOneTrial() {
    return trials.size() == 1;
  }

  /** {@return for example {@code trial 17} or {@code trials 17 to 40}} */
  String description() {
    return isOfOneTrial()
        ? "trial " + trials.first()
        : "trials %s to %s".formatted(trials.first(), trials.last());
  }

  /** {@return what is neither answered nor canceled} */
  List<Unit> rest() {
    List<Unit> rest = new ArrayList<>();
    for (int partition : open) {
      batches.get(partition).stream().filter(unit -> !unit.done).forEach(rest::add);
    }
    return rest;
  }
}
