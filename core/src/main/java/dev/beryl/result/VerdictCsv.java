package dev.beryl.result;

import dev.beryl.study.Verdict;
import dev.beryl.study.Verdict.Difference;
import dev.beryl.study.Verdict.Finalist;
import dev.beryl.study.Verdict.OnObjective;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A verdict as comma-separated values (RFC 4180), a line for each finalist. */
final class VerdictCsv {
  private VerdictCsv() {}

  /** Writes a header and the lines; a cell is empty where nothing is known. */
  static void write(Verdict verdict, Appendable out) throws IOException {
    var header = new ArrayList<>(List.of("trial", "standing", "baseline", "replicates"));
    for (OnObjective on : verdict.objectives()) {
      String metric = on.objective().metric();
      header.addAll(
          List.of("worse_by:" + metric, "worse_by_low:" + metric, "worse_by_high:" + metric));
    }
    out.append(CsvLine.of(header));
    for (int i = 0; i < verdict.finalists().size(); i++) {
      out.append(CsvLine.of(cells(verdict, i)));
    }
  }

  private static List<String> cells(Verdict verdict, int index) {
    Finalist finalist = verdict.finalists().get(index);
    var cells =
        new ArrayList<>(
            List.of(
                Integer.toString(finalist.trial()),
                finalist.standing().name(),
                Boolean.toString(verdict.baseline().orElse(-1) == index),
                Integer.toString(finalist.replicates())));
    for (OnObjective on : verdict.objectives()) {
      Difference difference = on.differences().get(index);
      cells.add(known(difference.worseBy()));
      cells.add(known(difference.interval().low()));
      cells.add(known(difference.interval().high()));
    }
    return cells;
  }

  private static String known(double number) {
    return Double.isFinite(number) ? Double.toString(number) : "";
  }
}
