package dev.beryl.replay;

import dev.beryl.journal.JournalRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The fact that this process opens a journal, and the last process that did.
 *
 * @param budget the number of trials of the study; 0 if not set
 * @param library the version of this library
 * @param java the version of the Java runtime
 * @param before the record of the last process; null if this is the first
 */
record Opening(int budget, String library, String java, JournalRecord.@Nullable Opened before) {

  static Opening now(int budget, JournalRecord.@Nullable Opened before) {
    Module module = Opening.class.getModule();
    String library =
        module.isNamed()
            ? module.getDescriptor().rawVersion().orElse("unknown")
            : Objects.requireNonNullElse(
                Opening.class.getPackage().getImplementationVersion(), "unknown");
    return new Opening(budget, library, Runtime.version().toString(), before);
  }

  boolean isFirst() {
    return before == null;
  }

  JournalRecord record() {
    return new JournalRecord.Opened(
        budget > 0 ? OptionalInt.of(budget) : OptionalInt.empty(),
        library,
        java,
        Instant.ofEpochMilli(System.currentTimeMillis()));
  }

  /** Says what may have changed if the study does not run as before. */
  String whatMayHaveChanged() {
    var changed = new ArrayList<String>();
    if (before != null) {
      note("its number of trials", before.budget().orElse(0), budget, changed);
      note("Beryl", before.library(), library, changed);
      note("Java", before.java(), java, changed);
    }
    return ("the study does not run as before; the code or the version of its optimizer, steps or"
            + " constraints may have changed%s. Run it unchanged, or give it another journal and"
            + " warmStart(…) with this one")
        .formatted(
            changed.isEmpty() ? "" : ", and these have changed: " + String.join(", ", changed));
  }

  private static void note(String what, Object then, Object now, ArrayList<String> changed) {
    if (!then.equals(now)) {
      changed.add("%s from %s to %s".formatted(what, then, now));
    }
  }
}
