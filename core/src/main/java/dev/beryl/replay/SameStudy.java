package dev.beryl.replay;

import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalHeader;
import dev.beryl.space.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether a journal is of the study that is to go on. */
final class SameStudy {
  private SameStudy() {}

  static void require(Path path, JournalHeader recorded, JournalHeader study) {
    if (!recorded.identity().equals(study.identity())) {
      List<String> then = recorded.identity().lines().toList();
      List<String> now = study.identity().lines().toList();
      throw new JournalException(
          path,
          "is of another study; give this one a journal of its own, or let it warmStart(…) from that%s%s"
              .formatted(without(then, now, "recorded"), without(now, then, "now")));
    }
    if (!isAlike(recorded, study)) {
      throw new JournalException(
          path, "damaged at offset 12: what it says of its study contradicts itself");
    }
    if (recorded.session() != study.session()) {
      throw new JournalException(
          path,
          recorded.session()
              ? "is that of a session: go on with Study.open()"
              : "is that of an experiment: go on with Experiment.optimize(…)");
    }
  }

  private static boolean isAlike(JournalHeader recorded, JournalHeader study) {
    return recorded.replicates() == study.replicates()
        && recorded.conditional() == study.conditional()
        && recorded.goals().equals(study.goals())
        && recorded.bounds().equals(study.bounds())
        && recorded.penalties().equals(study.penalties())
        && names(recorded).equals(names(study));
  }

  private static List<String> names(JournalHeader header) {
    return header.parameters().stream().map(Parameter::name).toList();
  }

  private static String without(List<String> lines, List<String> others, String when) {
    var left = new ArrayList<>(lines);
    others.forEach(left::remove);
    var text = new StringBuilder();
    left.forEach(line -> text.append("\n - ").append(when).append(": ").append(line));
    return text.toString();
  }
}
