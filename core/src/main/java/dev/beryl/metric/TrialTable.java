package dev.beryl.metric;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The history of a study, a row for each trial in the order in which they were told: coordinates,
 * objective values, values of outcome constraints, duration, and a column for each metric's
 * samples.
 *
 * <p>One thread appends. A trial that was handed out may be read from any thread.
 */
public final class TrialTable {
  private static final int EXTRA = 2; // duration; number, replicates, completed

  private final Problem problem;
  private final SearchSpace space;
  private final List<Objective> objectives;
  private final List<OutcomeConstraint> constraints;
  private final LongRows rows;
  private final int expected;
  private final int values; // the columns after the coordinates
  private final int nanos;
  private final int meta;
  private volatile MetricColumn[] metrics = {};
  private final ConcurrentHashMap<Integer, Outcome> unfinished = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Integer, List<Report>> reports = new ConcurrentHashMap<>();

  /**
   * Makes an empty table.
   *
   * @param problem whose treatments are tried, and what for
   * @param expected how many trials are expected, to make room for; 0: not known
   */
  public TrialTable(Problem problem, int expected) {
    this.problem = problem;
    this.space = problem.space();
    this.objectives = problem.objectives();
    this.constraints = problem.constraints();
    this.values = space.dimension();
    this.nanos = values + objectives.size() + constraints.size();
    this.meta = nanos + 1;
    this.expected = expected;
    this.rows = new LongRows(nanos + EXTRA, expected);
  }

  /**
   * Appends a trial.
   *
   * @param number the trial's number
   * @param treatment of the table's space
   * @param outcome how it ended
   * @param recorders what its replicates recorded, in replicate order; copied
   * @param replicates how many of them count, from the first; if there is another and the trial is
   *     pruned, it is the pruned one's and its reports count too
   * @param measured a value for each objective, then for each constraint; read only if completed
   * @param duration in nanoseconds
   * @return the trial
   */
  public Trial append(
      int number,
      Treatment treatment,
      Outcome outcome,
      Recorder[] recorders,
      int replicates,
      double[] measured,
      long duration) {
    int row = rows.append();
    long[] chunk = rows.chunkOf(row);
    int start = rows.startOf(row);
    space.coordinates(treatment, chunk, start);
    boolean completed = outcome instanceof Outcome.Completed;
    for (int i = 0; i < nanos - values; i++) {
      chunk[start + values + i] = Double.doubleToRawLongBits(completed ? measured[i] : Double.NaN);
    }
    chunk[start + nanos] = duration;
    chunk[start + meta] = (long) number << 32 | (long) replicates << 1 | (completed ? 1 : 0);
    if (!completed) {
      unfinished.put(row, outcome);
    }
    appendSamples(row, recorders, replicates);
    if (outcome instanceof Outcome.Pruned && replicates < recorders.length) {
      appendReports(row, recorders[replicates]);
    }
    return new TrialRow(this, row, treatment);
  }

  private void appendSamples(int row, Recorder[] recorders, int replicates) {
    for (int r = 0; r < replicates; r++) {
      Recorder recorder = recorders[r];
      for (int i = 0; i < recorder.metrics(); i++) {
        column(recorder.name(recorder.slotAt(i)), row);
      }
      appendReports(row, recorder);
    }
    for (MetricColumn column : metrics) {
      closeColumn(column, recorders, replicates);
    }
  }

  private void appendReports(int row, Recorder recorder) {
    if (!recorder.reports().isEmpty()) {
      reports.computeIfAbsent(row, none -> new ArrayList<>()).addAll(recorder.reports());
    }
  }

  private static void closeColumn(MetricColumn column, Recorder[] recorders, int replicates) {
    boolean oneEach = true;
    int added = 0;
    for (int r = 0; r < replicates; r++) {
      int slot = recorders[r].slotOf(column.name());
      int count = recorders[r].count(slot);
      for (int i = 0; i < count; i++) {
        column.add(recorders[r].value(slot, i));
      }
      oneEach &= count == 1;
      added += count;
    }
    column.closeTrial(
        oneEach || added == 0 ? null : Recorder.ends(column.name(), recorders, replicates));
  }

  private void column(String name, int row) {
    for (MetricColumn column : metrics) {
      if (column.name().equals(name)) {
        return;
      }
    }
    MetricColumn[] more = Arrays.copyOf(metrics, metrics.length + 1);
    more[metrics.length] = new MetricColumn(name, row, expected);
    metrics = more;
  }

  /** {@return the number of trials} */
  public int size() {
    return rows.size();
  }

  /** {@return what is searched, and what for} */
  public Problem problem() {
    return problem;
  }

  /** {@return the space whose treatments are tried} */
  public SearchSpace space() {
    return space;
  }

  /** {@return what they are tried for} */
  public List<Objective> objectives() {
    return objectives;
  }

  /** {@return what a good trial satisfies besides} */
  public List<OutcomeConstraint> constraints() {
    return constraints;
  }

  /** {@return whether any trial ran into a limit of time} */
  public boolean anyTimedOut() {
    return unfinished.values().stream().anyMatch(Outcome.TimedOut.class::isInstance);
  }

  /** {@return the names of all metrics, in the order of their first recording} */
  public List<String> metrics() {
    return Arrays.stream(metrics).map(MetricColumn::name).toList();
  }

  /**
   * A trial.
   *
   * @param row its place in the order of telling, from 0
   * @return a view of it
   */
  public Trial trial(int row) {
    long[] coordinates = Arrays.copyOfRange(rows.chunkOf(row), start(row), start(row) + values);
    return new TrialRow(this, row, space.fromCoordinates(coordinates));
  }

  private int start(int row) {
    return rows.startOf(row);
  }

  /**
   * A coordinate of a trial's treatment.
   *
   * @param row the trial's place
   * @param place of the parameter
   * @return the coordinate, 0 if inactive
   */
  public long coordinate(int row, int place) {
    return rows.get(row, place);
  }

  /**
   * An objective's value.
   *
   * @param row the trial's place
   * @param objective from 0
   * @return the value; NaN if the trial is not completed
   * @throws IndexOutOfBoundsException if there is no such objective
   */
  public double value(int row, int objective) {
    int column = values + Objects.checkIndex(objective, objectives.size());
    return Double.longBitsToDouble(rows.get(row, column));
  }

  /**
   * How far a trial is on the wrong side of a constraint's bound.
   *
   * @param row the trial's place
   * @param constraint from 0
   * @return at most 0 if it is satisfied; NaN if the trial is not completed
   * @throws IndexOutOfBoundsException if there is no such constraint
   */
  public double excess(int row, int constraint) {
    int column = values + objectives.size() + Objects.checkIndex(constraint, constraints.size());
    return constraints.get(constraint).excess(Double.longBitsToDouble(rows.get(row, column)));
  }

  /**
   * Whether a trial may be the best.
   *
   * @param row the trial's place
   * @return whether it is completed and satisfies all constraints
   */
  public boolean isFeasible(int row) {
    boolean feasible = isCompleted(row);
    for (int i = 0; feasible && i < constraints.size(); i++) {
      feasible = excess(row, i) <= 0;
    }
    return feasible;
  }

  /**
   * Whether a trial is completed.
   *
   * @param row the trial's place
   * @return whether it has values
   */
  public boolean isCompleted(int row) {
    return (rows.get(row, meta) & 1) != 0;
  }

  int number(int row) {
    return (int) (rows.get(row, meta) >> 32);
  }

  int replicates(int row) {
    return (int) rows.get(row, meta) >>> 1;
  }

  long nanos(int row) {
    return rows.get(row, nanos);
  }

  Outcome outcome(int row) {
    return unfinished.getOrDefault(row, Outcome.COMPLETED);
  }

  List<Report> reports(int row) {
    return List.copyOf(reports.getOrDefault(row, List.of()));
  }

  @Nullable Samples samples(int row, String metric) {
    for (MetricColumn column : metrics) {
      if (column.name().equals(metric)) {
        return column.samples(row);
      }
    }
    return null;
  }
}
