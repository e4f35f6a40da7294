package dev.beryl.result;

import dev.beryl.metric.TrialTable;
import dev.beryl.space.Parameter;
import dev.beryl.study.CsvText;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** A study as a table of comma-separated values (RFC 4180). */
final class CsvExport {
  private static final String FORMULA_STARTS = "=+-@\t\r\n";

  private final TrialTable table;
  private final int size;
  private final CsvText text;
  private final boolean revised; // whether any trial got more replicates after it was told
  private final Set<String> notes = new LinkedHashSet<>(); // the keys that any trial has

  private CsvExport(TrialTable table, int size, CsvText text) {
    this.table = table;
    this.size = size;
    this.text = text;
    boolean any = false;
    for (int row = 0; row < size; row++) {
      Trial trial = table.trial(row);
      notes.addAll(trial.notes().keySet());
      any |= trial.toldReplicates() != trial.replicates();
    }
    this.revised = any;
  }

  static void write(TrialTable table, int size, CsvText text, Appendable out) throws IOException {
    new CsvExport(table, size, text).write(out);
  }

  private void write(Appendable out) throws IOException {
    out.append(CsvLine.of(header()));
    for (int row = 0; row < size; row++) {
      out.append(CsvLine.of(cells(row)));
    }
  }

  private List<String> header() {
    var cells = new ArrayList<String>(List.of("number", "outcome"));
    for (Objective objective : table.objectives()) {
      String name = nameOf(objective, table.objectives());
      cells.add("value:" + name);
      cells.add("standard_error:" + name);
    }
    for (OutcomeConstraint constraint : table.constraints()) {
      cells.add("value:" + constraint);
      cells.add("standard_error:" + constraint);
      cells.add("excess:" + constraint);
    }
    table.space().parameters().forEach(parameter -> cells.add("parameter:" + parameter.name()));
    if (revised) {
      cells.addAll(List.of("replicates", "told_replicates"));
    }
    notes.forEach(key -> cells.add("note:" + key));
    if (table.anyGiven()) {
      cells.add("origin");
    }
    cells.add("seconds");
    return cells;
  }

  /** The metric; where several objectives have the same one, what tells them apart as well. */
  private static String nameOf(Objective objective, List<Objective> all) {
    boolean alone = all.stream().filter(o -> o.metric().equals(objective.metric())).count() == 1;
    return alone ? objective.metric() : objective.toString();
  }

  private List<String> cells(int row) {
    Trial trial = table.trial(row);
    var cells = new ArrayList<String>();
    cells.add(Integer.toString(trial.number()));
    cells.add(written(trial.outcome().toString()));
    boolean completed = trial.isCompleted();
    for (int i = 0; i < table.objectives().size(); i++) {
      cells.add(completed ? Double.toString(table.value(row, i)) : "");
      cells.add(completed ? known(table.standardError(row, i)) : "");
    }
    for (int i = 0; i < table.constraints().size(); i++) {
      cells.add(completed ? Double.toString(table.constraintValue(row, i)) : "");
      cells.add(completed ? known(table.constraintStandardError(row, i)) : "");
      cells.add(completed ? Double.toString(table.excess(row, i)) : "");
    }
    for (Parameter parameter : table.space().parameters()) {
      Object value = trial.treatment().value(parameter.name());
      cells.add(value instanceof Number ? value.toString() : written(Objects.toString(value, "")));
    }
    if (revised) {
      cells.add(Integer.toString(trial.replicates()));
      cells.add(Integer.toString(trial.toldReplicates()));
    }
    notes.forEach(key -> cells.add(written(trial.notes().getOrDefault(key, ""))));
    if (table.anyGiven()) {
      cells.add(trial.origin().name().toLowerCase(Locale.ROOT));
    }
    cells.add(Double.toString(trial.duration().toNanos() / 1e9));
    return cells;
  }

  private String written(String cell) {
    boolean formula = !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
    return formula && text == CsvText.WITHOUT_FORMULAS ? "'" + cell : cell;
  }

  private static String known(double error) {
    return Double.isNaN(error) ? "" : Double.toString(error);
  }
}
