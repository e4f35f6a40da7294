package dev.beryl;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.fault.Nulls;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.text.CsvLines;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Results that exist already, from a file or by hand, as trials that a study learns from before its
 * first proposal. Immutable: each call returns new observations.
 *
 * {@snippet :
 * Observations past = Observations.of(space).csv(Path.of("last-year.csv"));
 * Study study = Study.of(space, Objective.minimize("loss")).warmStart(past);
 * }
 *
 * <p>A file's columns are known by their names, in any order:
 *
 * <ul>
 *   <li>a parameter is {@code x}, {@code parameter:x} or {@code params_x};
 *   <li>an objective's metric is {@code loss}, {@code value:loss} or {@code values_loss}; {@code
 *       value} if there is one objective; {@code values_0}, {@code values_1}, … in the order of the
 *       objectives;
 *   <li>any other column whose cells are all numbers is a metric, which an outcome constraint may
 *       need;
 *   <li>{@code state} or {@code outcome} says how a trial ended; without it all are completed;
 *       trials that are running or waiting are left out;
 *   <li>{@code note:k} and {@code user_attrs_k} are notes; {@code seconds} and {@code duration} say
 *       how long it ran.
 * </ul>
 *
 * <p>So the files of {@link dev.beryl.study.StudyResult#writeCsv} and of Optuna's {@code
 * study.trials_dataframe().to_csv(…)} are read as they come. Each line is one trial of one
 * replicate. A parameter without a column has its default in all trials. An empty cell is a missing
 * value.
 */
public final class Observations {
  private static final int FAULTS_SHOWN = 20;

  private final SearchSpace space;
  private final Set<String> ignored;
  private final List<ObservedRow> rows;

  private Observations(SearchSpace space, Set<String> ignored, List<ObservedRow> rows) {
    this.space = space;
    this.ignored = ignored;
    this.rows = rows;
  }

  /**
   * Starts without observations.
   *
   * @param space the search space of the study that is to learn from them
   * @return none so far
   */
  public static Observations of(SearchSpace space) {
    Nulls.refuse("observations: space", space);
    return new Observations(space, Set.of(), List.of());
  }

  /**
   * Leaves out columns of the files that are read later.
   *
   * @param columns their names, as the files have them
   * @return the same observations
   */
  public Observations ignoring(String... columns) {
    Nulls.refuseIn("observations: columns", columns);
    var all = new LinkedHashSet<>(ignored);
    all.addAll(List.of(columns));
    return new Observations(space, Set.copyOf(all), rows);
  }

  /**
   * Adds the trials of a file of comma-separated values (RFC 4180) with a header.
   *
   * @param file in UTF-8
   * @return these observations and those of the file
   * @throws IllegalArgumentException if a line does not fit the search space; the message names the
   *     lines and their faults, at most the first 20
   * @throws IOException if the file cannot be read
   */
  public Observations csv(Path file) throws IOException {
    Nulls.refuse("observations: file", file);
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return csv(file.toString(), in);
    }
  }

  /**
   * Adds the trials of comma-separated values, as {@link #csv(Path)} does.
   *
   * @param in the text; read to its end, not closed
   * @return these observations and those of the text
   * @throws IllegalArgumentException if a line does not fit the search space; the message names the
   *     lines and their faults, at most the first 20
   * @throws IOException if the text cannot be read
   */
  public Observations csv(Reader in) throws IOException {
    Nulls.refuse("observations: in", in);
    return csv("csv", in);
  }

  private Observations csv(String source, Reader in) throws IOException {
    var faults = new Faults(source);
    var all = new ArrayList<>(rows);
    try {
      List<CsvLines.Line> lines = CsvLines.read(in);
      if (lines.isEmpty()) {
        throw new IllegalArgumentException("expected a line with the names of columns, got none");
      }
      var columns = new ObservedColumns(space, lines.getFirst().cells(), ignored, faults);
      if (faults.found().isEmpty()) {
        for (CsvLines.Line line : lines.subList(1, lines.size())) {
          ObservedRow row = columns.row(line, faults);
          if (row != null) {
            all.add(row);
          }
        }
      }
    } catch (IllegalArgumentException malformed) {
      faults.add("%s", malformed.getMessage());
    }
    throwIfAny(source, faults);
    return new Observations(space, ignored, List.copyOf(all));
  }

  private static void throwIfAny(String source, Faults faults) {
    List<String> found = faults.found();
    if (found.size() <= FAULTS_SHOWN) {
      faults.throwIfAny();
      return;
    }
    throw new IllegalArgumentException(
        "%s has %s faults:\n - %s\n - and %s more"
            .formatted(
                source,
                found.size(),
                String.join("\n - ", found.subList(0, FAULTS_SHOWN)),
                found.size() - FAULTS_SHOWN));
  }

  /**
   * Adds a trial that was completed.
   *
   * @param values parameter name to value, as {@link Treatment#of} takes them
   * @param metrics metric name to value, finite
   * @return these observations and that one
   * @throws IllegalArgumentException if the values do not fit the search space, or a metric is not
   *     finite; the message lists all faults
   */
  public Observations add(Map<String, ?> values, Map<String, Double> metrics) {
    Nulls.refuseIn("observations: values", values);
    Nulls.refuseIn("observations: metrics", metrics);
    String where = "observation " + rows.size();
    var faults = new Faults(where);
    var cells = new LinkedHashMap<String, String>();
    metrics.forEach((metric, value) -> {
      faults.require(
          Double.isFinite(value), "metric '%s': expected a finite number, got %s", metric, value);
      cells.put(metric, value.toString());
    });
    Treatment treatment = null;
    try {
      treatment = space.bind(Treatment.of(where, values));
    } catch (IllegalArgumentException misfit) {
      faults.add("%s", misfit.getMessage());
    }
    faults.throwIfAny();
    var all = new ArrayList<>(rows);
    if (treatment != null) {
      all.add(new ObservedRow(where, treatment, Outcome.COMPLETED, cells, Map.of(), Duration.ZERO));
    }
    return new Observations(space, ignored, List.copyOf(all));
  }

  /** {@return the number of trials} */
  public int size() {
    return rows.size();
  }

  /**
   * Returns the observations as trials, with the numbers -1, -2 and so on.
   *
   * @param objectives whose metrics they have
   * @return the trials, in the order in which they were added
   * @throws IllegalArgumentException if there is no objective, or a completed trial lacks a value
   *     of one, or has one that is not a finite number; the message names the lines and their
   *     faults, at most the first 20
   */
  public List<Trial> trials(List<Objective> objectives) {
    Nulls.refuseIn("observations: objectives", objectives);
    Problem problem = new Problem(space, objectives, List.of());
    var faults = new Faults("observations");
    Set<String> numeric = numeric();
    var trials = new ArrayList<Trial>();
    for (ObservedRow row : rows) {
      TrialBuilder trial =
          Trial.of(-1 - trials.size(), row.treatment(), problem)
              .notes(row.notes())
              .duration(row.duration());
      if (row.outcome() instanceof Outcome.Completed) {
        int before = faults.found().size();
        Map<String, Samples> samples = samples(row, objectives, numeric, faults);
        if (faults.found().size() == before) {
          trials.add(trial.samples(samples).completed());
        }
      } else {
        trials.add(trial.unfinished(row.outcome()));
      }
    }
    throwIfAny("observations", faults);
    return trials;
  }

  private Map<String, Samples> samples(
      ObservedRow row, List<Objective> objectives, Set<String> numeric, Faults faults) {
    var samples = new LinkedHashMap<String, Samples>();
    for (int i = 0; i < objectives.size(); i++) {
      String metric = objectives.get(i).metric();
      String column = column(row, metric, i, objectives.size());
      if (column == null) {
        faults.add(
            "%s: no value of the objective's metric '%s'; %s",
            row.where(), metric, Nearest.hint(metric, row.cells().keySet()));
        continue;
      }
      double value = number(row.cells().get(column));
      faults.require(
          Double.isFinite(value),
          "%s: column '%s': expected a finite number, got '%s'",
          row.where(),
          column,
          row.cells().get(column));
      samples.put(metric, Samples.of(value));
    }
    row.cells()
        .forEach((column, cell) -> {
          String metric = column.startsWith("value:") ? column.substring(6) : column;
          if (numeric.contains(column)) {
            samples.putIfAbsent(metric, Samples.of(number(cell)));
          }
        });
    return samples;
  }

  /** The column of an objective's metric; null if the row has none. */
  private static @Nullable String column(
      ObservedRow row, String metric, int index, int objectives) {
    var names = new ArrayList<String>(List.of(metric, "value:" + metric, "values_" + metric));
    names.add("values_" + index);
    if (objectives == 1) {
      names.add("value");
    }
    return names.stream().filter(row.cells()::containsKey).findFirst().orElse(null);
  }

  /** The columns all of whose cells are finite numbers. */
  private Set<String> numeric() {
    var numeric = new LinkedHashSet<String>();
    var other = new LinkedHashSet<String>();
    for (ObservedRow row : rows) {
      row.cells()
          .forEach((column, cell) -> (Double.isFinite(number(cell)) ? numeric : other).add(column));
    }
    numeric.removeAll(other);
    numeric.removeAll(Set.of("number", "seconds"));
    return numeric;
  }

  /** NaN if it is no number. */
  private static double number(@Nullable String cell) {
    try {
      return cell == null ? Double.NaN : Double.parseDouble(cell.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** {@return the number of trials} */
  @Override
  public String toString() {
    return rows.size() == 1 ? "1 observation" : rows.size() + " observations";
  }
}
