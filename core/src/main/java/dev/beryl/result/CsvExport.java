package dev.beryl.result;

import dev.beryl.space.Parameter;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A study as a table of comma-separated values (RFC 4180). */
final class CsvExport {
  private CsvExport() {}

  static void write(StudyResult result, Writer out) throws IOException {
    var header = new ArrayList<String>(List.of("number", "outcome"));
    for (Objective objective : result.objectives()) {
      String name = nameOf(objective, result.objectives());
      header.add("value:" + name);
      header.add("standard_error:" + name);
    }
    for (OutcomeConstraint constraint : result.outcomeConstraints()) {
      header.add("excess:" + constraint);
    }
    for (Parameter parameter : result.space().parameters()) {
      header.add("parameter:" + parameter.name());
    }
    header.add("seconds");
    out.write(CsvLine.of(header));
    for (Trial trial : result.trials()) {
      out.write(CsvLine.of(cells(trial, result.space().parameters())));
    }
  }

  /** The metric; where several objectives have the same one, what tells them apart as well. */
  private static String nameOf(Objective objective, List<Objective> all) {
    boolean alone = all.stream().filter(o -> o.metric().equals(objective.metric())).count() == 1;
    return alone ? objective.metric() : objective.toString();
  }

  private static List<String> cells(Trial trial, List<Parameter> parameters) {
    var cells = new ArrayList<String>();
    cells.add(Integer.toString(trial.number()));
    cells.add(trial.outcome().toString());
    for (int i = 0; i < trial.objectives().size(); i++) {
      cells.add(trial.isCompleted() ? Double.toString(trial.value(i)) : "");
      double error = trial.isCompleted() ? trial.standardError(i) : Double.NaN;
      cells.add(Double.isNaN(error) ? "" : Double.toString(error));
    }
    for (int i = 0; i < trial.outcomeConstraints().size(); i++) {
      cells.add(trial.isCompleted() ? Double.toString(trial.excess(i)) : "");
    }
    for (Parameter parameter : parameters) {
      cells.add(Objects.toString(trial.treatment().value(parameter.name()), ""));
    }
    cells.add(Double.toString(trial.duration().toNanos() / 1e9));
    return cells;
  }
}
