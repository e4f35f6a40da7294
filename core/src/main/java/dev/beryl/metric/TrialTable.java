package dev.beryl.metric;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The history of a study, a row for each trial in the order in which they were told: coordinates,
 * objective values, values of outcome constraints, duration, and a column for each metric's
 * samples.
 *
 * <p>One thread appends. A trial that was handed out may be read from any thread.
 */
public final class TrialTable {
  private static final int FIRST_METRICS = 8; // for which room is made at once, later ones grow
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
  private final ConcurrentHashMap<Integer, Map<String, String>> notes = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Integer, double[]> standardErrors = new ConcurrentHashMap<>();
  private volatile Map<Integer, Integer> toldReplicates = Map.of(); // of trials that got more later
  private final ConcurrentHashMap<Integer, Origin> origins = new ConcurrentHashMap<>(); // by number

  private List<Integer> rerun = List.of(); // set before the table is handed out
  private final Map<String, String> studyNotes = new LinkedHashMap<>(); // guarded by itself

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
   * @param recordings what counts of its replicates; copied
   * @param measured a value for each objective, then for each constraint; read only if completed
   * @return the trial
   */
  public Trial append(
      int number,
      Treatment treatment,
      Outcome outcome,
      Recordings recordings,
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
    int replicates = recordings.replicates();
    chunk[start + meta] = (long) number << 32 | (long) replicates << 1 | (completed ? 1 : 0);
    appendSamples(row, recordings);
    appendRare(row, outcome, recordings);
    return new TrialRow(this, row, treatment);
  }

  @SuppressWarnings("ReferenceEquality") // a glance before the search: most names are literals
  private void appendSamples(int row, Recordings recordings) {
    MetricColumn[] known = metrics;
    for (int r = 0; r < recordings.replicates(); r++) {
      Recorder recorder = recordings.recorder(r);
      for (int i = 0; i < recorder.metrics(); i++) {
        String name = recorder.name(recorder.slotAt(i));
        if (i >= known.length || known[i].name() != name) {
          column(name, row);
          known = metrics;
        }
      }
    }
    for (MetricColumn column : known) {
      closeColumn(column, recordings);
    }
  }

  /** Keeps beside the rows what few trials have. */
  private void appendRare(int row, Outcome outcome, Recordings recordings) {
    if (!(outcome instanceof Outcome.Completed)) {
      unfinished.put(row, outcome);
    }
    if (recordings.hasReports()) {
      reports.put(row, List.copyOf(recordings.reports()));
    }
    if (!recordings.notes().isEmpty()) {
      notes.put(row, Collections.unmodifiableMap(new LinkedHashMap<>(recordings.notes())));
    }
  }

  /** A table without trials, that says the same of the study. */
  TrialTable without() {
    var table = new TrialTable(problem, size());
    table.origins.putAll(origins);
    studyNotes().forEach(table::noteStudy);
    table.rerun = rerun;
    return table;
  }

  /**
   * Appends a trial of another table of the same problem, as it is there.
   *
   * @param row its place there
   */
  void appendFrom(TrialTable from, int row) {
    int own = rows.append();
    System.arraycopy(
        from.rows.chunkOf(row), from.start(row), rows.chunkOf(own), rows.startOf(own), meta + 1);
    for (MetricColumn column : from.metrics) {
      if (column.hasSamples(row)) {
        column(column.name(), own);
      }
    }
    for (MetricColumn column : metrics) {
      column.addTrial(from.known(column.name()), row);
    }
    copy(row, from.unfinished, own, unfinished);
    copy(row, from.reports, own, reports);
    copy(row, from.notes, own, notes);
    copy(row, from.standardErrors, own, standardErrors);
    Integer told = from.toldReplicates.isEmpty() ? null : from.toldReplicates.get(row);
    if (told != null) {
      setToldReplicates(own, told);
    }
  }

  private static <V> void copy(
      int row, ConcurrentHashMap<Integer, V> from, int own, ConcurrentHashMap<Integer, V> to) {
    V value = from.isEmpty() ? null : from.get(row);
    if (value != null) {
      to.put(own, value);
    }
  }

  /** Sets how many replicates a trial had when it was told, as it has more now. */
  void setToldReplicates(int row, int replicates) {
    if (toldReplicates.isEmpty()) {
      toldReplicates = new ConcurrentHashMap<>();
    }
    toldReplicates.put(row, replicates);
  }

  /**
   * Sets standard errors that cannot be computed, as the aggregations are known by name only.
   *
   * @param row the trial's place, of a completed trial that was not handed out yet
   * @param errors one for each objective, then for each constraint
   */
  public void setStandardErrors(int row, double[] errors) {
    standardErrors.put(row, errors.clone());
  }

  /**
   * Notes that another than the optimizer chose the treatment of a trial; before it is appended.
   *
   * @param number the trial's number
   */
  public void setOrigin(int number, Origin origin) {
    origins.put(number, origin);
  }

  /**
   * Who chose a trial's treatment.
   *
   * @param number the trial's number
   * @return the optimizer, unless another was noted
   */
  public Origin origin(int number) {
    return origins.isEmpty() ? Origin.PROPOSED : origins.getOrDefault(number, Origin.PROPOSED);
  }

  /** {@return whether any trial's treatment was chosen by another than the optimizer} */
  public boolean anyGiven() {
    return !origins.isEmpty();
  }

  /** {@return whether any treatment was added while the study ran} */
  public boolean anyEnqueued() {
    return origins.containsValue(Origin.ENQUEUED);
  }

  /** Keeps a note of the study; one with the same key is replaced. From any thread. */
  public void noteStudy(String key, String text) {
    synchronized (studyNotes) {
      studyNotes.put(key, text);
    }
  }

  /** {@return the notes of the study, key to text, in the order in which the keys came; a copy} */
  public Map<String, String> studyNotes() {
    synchronized (studyNotes) {
      return studyNotes.isEmpty()
          ? Map.of()
          : Collections.unmodifiableMap(new LinkedHashMap<>(studyNotes));
    }
  }

  /**
   * The same trials, but some of them with other results.
   *
   * @param revised the other results, by the trials' numbers
   * @param keepErrors whether standard errors are kept as they are, as they cannot be computed
   * @return a new table
   */
  public TrialTable revised(Map<Integer, Trial> revised, boolean keepErrors) {
    TrialTable table = without();
    table.rerun =
        Stream.concat(rerun.stream(), revised.keySet().stream()).distinct().sorted().toList();
    for (int row = 0; row < size(); row++) {
      table.appendCopy(revised.getOrDefault(number(row), trial(row)), keepErrors);
    }
    return table;
  }

  private void appendCopy(Trial trial, boolean keepErrors) {
    double[] measured = new double[nanos - values];
    double[] errors = new double[measured.length];
    for (int i = 0; trial.isCompleted() && i < measured.length; i++) {
      int constraint = i - objectives.size();
      measured[i] = constraint < 0 ? trial.value(i) : trial.constraintValue(constraint);
      errors[i] =
          constraint < 0 ? trial.standardError(i) : trial.constraintStandardError(constraint);
    }
    var _ =
        append(
            trial.number(),
            trial.treatment(),
            trial.outcome(),
            Recordings.of(trial),
            measured,
            trial.duration().toNanos());
    if (keepErrors && trial.isCompleted()) {
      setStandardErrors(size() - 1, errors);
    }
  }

  /** {@return the numbers of the trials that were run again after they were told, ascending} */
  public List<Integer> rerun() {
    return rerun;
  }

  private static void closeColumn(MetricColumn column, Recordings recordings) {
    boolean oneEach = true;
    int added = 0;
    for (int r = 0; r < recordings.replicates(); r++) {
      Recorder recorder = recordings.recorder(r);
      int slot = recorder.slotOf(column.name());
      int count = recorder.count(slot);
      for (int i = 0; i < count; i++) {
        column.add(recorder.value(slot, i));
      }
      oneEach &= count == 1;
      added += count;
    }
    column.closeTrial(oneEach || added == 0 ? null : recordings.ends(column.name()));
  }

  private void column(String name, int row) {
    if (known(name) != null) {
      return;
    }
    MetricColumn[] more = Arrays.copyOf(metrics, metrics.length + 1);
    more[metrics.length] =
        new MetricColumn(name, row, metrics.length < FIRST_METRICS ? expected : 0);
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
    return new TrialRow(this, row, null);
  }

  Treatment treatment(int row) {
    long[] coordinates = Arrays.copyOfRange(rows.chunkOf(row), start(row), start(row) + values);
    return space.fromCoordinates(coordinates);
  }

  private int start(int row) {
    return rows.startOf(row);
  }

  /**
   * A coordinate of a trial's treatment.
   *
   * @return the coordinate, 0 if inactive
   */
  public long coordinate(int row, int place) {
    return rows.get(row, place);
  }

  /**
   * An objective's value.
   *
   * @param objective from 0
   * @return the value; NaN if the trial is not completed
   * @throws IndexOutOfBoundsException if there is no such objective
   */
  public double value(int row, int objective) {
    int column = values + Objects.checkIndex(objective, objectives.size());
    return Double.longBitsToDouble(rows.get(row, column));
  }

  /**
   * How far a trial is from satisfying a constraint, its margin included.
   *
   * @param constraint from 0
   * @return at most 0 if it is satisfied; NaN if the trial is not completed
   * @throws IndexOutOfBoundsException if there is no such constraint
   */
  public double excess(int row, int constraint) {
    OutcomeConstraint asked = constraints.get(constraint);
    double value = constraintValue(row, constraint);
    return asked.margin() == 0 || Double.isNaN(value)
        ? asked.excess(value)
        : asked.excess(value, constraintStandardError(row, constraint));
  }

  /**
   * The aggregate that a constraint bounds.
   *
   * @param constraint from 0
   * @return the value; NaN if the trial is not completed
   * @throws IndexOutOfBoundsException if there is no such constraint
   */
  public double constraintValue(int row, int constraint) {
    int column = values + objectives.size() + Objects.checkIndex(constraint, constraints.size());
    return Double.longBitsToDouble(rows.get(row, column));
  }

  /**
   * The standard error of an objective's value.
   *
   * @param row the place of a completed trial
   * @param objective from 0
   * @return the standard error; NaN where it is not known
   * @throws IndexOutOfBoundsException if there is no such objective
   */
  public double standardError(int row, int objective) {
    Objective asked = objectives.get(objective);
    return standardError(row, objective, asked.metric(), asked.aggregation());
  }

  /**
   * The standard error of the aggregate that a constraint bounds.
   *
   * @param row the place of a completed trial
   * @param constraint from 0
   * @return the standard error; NaN where it is not known
   * @throws IndexOutOfBoundsException if there is no such constraint
   */
  public double constraintStandardError(int row, int constraint) {
    OutcomeConstraint asked = constraints.get(constraint);
    return standardError(row, objectives.size() + constraint, asked.metric(), asked.aggregation());
  }

  private double standardError(int row, int place, String metric, Aggregation aggregation) {
    double[] known = standardErrors.get(row);
    if (known != null) {
      return known[place];
    }
    Samples recorded = samples(row, metric);
    return recorded == null ? Double.NaN : aggregation.standardError(recorded);
  }

  /**
   * Whether a trial may be the best.
   *
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
   * @return whether it has values
   */
  public boolean isCompleted(int row) {
    return (rows.get(row, meta) & 1) != 0;
  }

  /**
   * The value of a trial that recorded a metric just once.
   *
   * @param row the trial's place
   * @param metric the metric's name
   * @return the value; NaN if it recorded none, or several
   */
  public double onlySample(int row, String metric) {
    MetricColumn column = known(metric);
    return column == null ? Double.NaN : column.onlySample(row);
  }

  /**
   * Whether a trial recorded a metric.
   *
   * @return whether it has a value
   */
  public boolean hasSamples(int row, String metric) {
    MetricColumn column = known(metric);
    return column != null && column.hasSamples(row);
  }

  /**
   * A trial's number.
   *
   * @return the number
   */
  public int number(int row) {
    return (int) (rows.get(row, meta) >> 32);
  }

  int replicates(int row) {
    return (int) rows.get(row, meta) >>> 1;
  }

  int toldReplicates(int row) {
    return toldReplicates.getOrDefault(row, replicates(row));
  }

  long nanos(int row) {
    return rows.get(row, nanos);
  }

  Outcome outcome(int row) {
    return unfinished.getOrDefault(row, Outcome.COMPLETED);
  }

  List<Report> reports(int row) {
    return reports.getOrDefault(row, List.of());
  }

  Map<String, String> notes(int row) {
    return notes.getOrDefault(row, Map.of());
  }

  @Nullable Samples samples(int row, String metric) {
    MetricColumn column = known(metric);
    return column == null ? null : column.samples(row);
  }

  private @Nullable MetricColumn known(String metric) {
    for (MetricColumn column : metrics) {
      if (column.name().equals(metric)) {
        return column;
      }
    }
    return null;
  }
}
