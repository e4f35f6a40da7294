package dev.beryl.replay;

import dev.beryl.binary.BytesIn.Malformed;
import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.format.HeaderCodec;
import dev.beryl.trial.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks that a journal belongs to the study that continues. */
final class HeaderCheck {
  private HeaderCheck() {}

  static void require(Path path, JournalHeader recorded, JournalHeader study) {
    if (!recorded.identity().equals(study.identity())) {
      List<String> then = recorded.identity().lines().toList();
      List<String> now = study.identity().lines().toList();
      throw new JournalException(
          path,
          "belongs to another study; give this study its own journal, or call warmStart(…) with that one%s%s"
              .formatted(without(then, now, "recorded"), without(now, then, "now")));
    }
    if (recorded.session() != study.session()) {
      throw new JournalException(
          path,
          recorded.session()
              ? "is that of a session: continue with Study.open()"
              : "is that of an experiment: continue with Experiment.optimize(…)");
    }
    if (!isAlike(recorded, asRead(study))) {
      throw new JournalException(
          path, "damaged at offset 12: the description of its study contradicts itself");
    }
  }

  /** The study's header as a journal returns it. */
  private static JournalHeader asRead(JournalHeader study) {
    try {
      return HeaderCodec.fromBytes(HeaderCodec.toBytes(study));
    } catch (Malformed e) {
      throw new IllegalStateException("a header can be read as it was written", e);
    }
  }

  private static boolean isAlike(JournalHeader recorded, JournalHeader study) {
    Problem then = recorded.problem();
    Problem now = study.problem();
    return recorded.replication().equals(study.replication())
        && recorded.search().equals(study.search())
        && then.objectives().equals(now.objectives())
        && then.constraints().equals(now.constraints())
        && then.space().canonical().equals(now.space().canonical());
  }

  private static String without(List<String> lines, List<String> others, String when) {
    var left = new ArrayList<>(lines);
    others.forEach(left::remove);
    var text = new StringBuilder();
    left.forEach(line -> text.append("\n - ").append(when).append(": ").append(line));
    return text.toString();
  }
}
