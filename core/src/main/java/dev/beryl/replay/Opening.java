package dev.beryl.replay;

import dev.beryl.journal.JournalRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * That this process opens a journal, and which one did before.
 *
 * @param budget how many trials the study is to have; 0: open
 * @param library the version of this library
 * @param java the version of the Java runtime
 * @param before what the last process noted; null: this is the first
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

  /** What to look at if the study does not run as it did. */
  String whatMayHaveChanged() {
    var changed = new ArrayList<String>();
    if (before != null) {
      note("its number of trials", before.budget().orElse(0), budget, changed);
      note("Beryl", before.library(), library, changed);
      note("Java", before.java(), java, changed);
    }
    return ("the study does not run as it did; the code or the version of its optimizer, steps or"
            + " constraints may have changed%s. Run it as it was, or give it another journal and"
            + " warmStart(…) with this one")
        .formatted(changed.isEmpty() ? "" : ", and these did: " + String.join(", ", changed));
  }

  private static void note(String what, Object then, Object now, ArrayList<String> changed) {
    if (!then.equals(now)) {
      changed.add("%s from %s to %s".formatted(what, then, now));
    }
  }
}
