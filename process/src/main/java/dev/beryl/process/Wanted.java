package dev.beryl.process;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.fault.Nulls;
import dev.beryl.process.Metrics.Recording;
import dev.beryl.process.Metrics.UnreadableException;
import java.util.List;
import java.util.Map;

/**
 * Which of the numbers that were found are recorded.
 *
 * @param where they are looked for, for messages
 * @param names of the metrics; empty: all numbers
 */
record Wanted(String where, List<String> names) {

  static Wanted of(String where, String... names) {
    Nulls.refuseIn("metrics of a " + where + ": names", names);
    var faults = new Faults("metrics of a " + where);
    for (String name : names) {
      faults.require(!name.isBlank(), "expected a metric's name, got a blank one");
    }
    faults.throwIfAny();
    return new Wanted(where, List.of(names));
  }

  /** Records what is wanted of what was found. */
  void record(Map<String, List<Double>> found, Recording into) throws UnreadableException {
    if (names.isEmpty() && found.isEmpty()) {
      throw new UnreadableException(where + ": expected a number at least, found none");
    }
    for (String name : names.isEmpty() ? List.copyOf(found.keySet()) : names) {
      List<Double> values = found.get(name);
      if (values == null) {
        throw new UnreadableException(
            "%s: expected metric '%s'; %s"
                .formatted(where, name, Nearest.hint(name, found.keySet())));
      }
      values.forEach(value -> into.record(name, value));
    }
  }
}
