package dev.beryl.loop;

import dev.beryl.metric.TrialTable;
import java.util.ArrayList;
import java.util.List;

/** The told trials of least loss in the first objective, as they were told. Used by one thread. */
final class BestRows {
  private final TrialTable table;
  private final int most;
  private final List<Integer> rows = new ArrayList<>(); // best first

  /** None yet, of a number of trials at most. */
  BestRows(TrialTable table, int most) {
    this.table = table;
    this.most = most;
  }

  /** A trial was told. */
  void add(int row) {
    if (!table.isFeasible(row)) {
      return;
    }
    int place = rows.size();
    while (place > 0 && loss(row) < loss(rows.get(place - 1))) {
      place--;
    }
    if (place < most) {
      rows.add(place, row);
    }
    if (rows.size() > most) {
      rows.removeLast();
    }
  }

  private double loss(int row) {
    return table.objectives().getFirst().loss(table.value(row, 0));
  }

  /** {@return their places in the table, best first; a view} */
  List<Integer> rows() {
    return rows;
  }
}
