package dev.beryl.result;

import dev.beryl.fault.Nearest;
import dev.beryl.fault.Nulls;
import dev.beryl.metric.TrialTable;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.spi.Prediction;
import dev.beryl.study.CsvText;
import dev.beryl.study.Ending;
import dev.beryl.study.Recommendation;
import dev.beryl.study.StudyResult;
import dev.beryl.study.Verdict;
import dev.beryl.text.Durations;
import dev.beryl.text.Numbers;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Trial;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A result as a view of its table. */
public final class TableResult implements StudyResult {
  private static final int CAUSES = 5;

  /** What recommends the winner of a final race. */
  public static final String FINAL_RACE = "the final race";

  private final StudyFacts study;
  private final TrialTable table;
  private final int size;
  private final Ending ending;
  private final String endingText;
  private final @Nullable Treatment recommended;
  private final String recommender;
  private final @Nullable Prediction prediction;
  private final @Nullable Verdict verdict;
  private final Duration elapsed;
  private final int abandonedThreads;
  private final List<String> warnings;
  private final Map<String, String> notes;
  private final UnaryOperator<Trial> reproducer;

  /**
   * Makes a result of the trials that a table has now.
   *
   * @param study what the result says of its study
   * @param endingText why it ended, in a sentence
   * @param recommended the treatment to use; null: that of the best trial
   * @param recommender what recommends it, in words
   * @param prediction the value that its model expects of that; null: it has none
   * @param verdict what its final race has shown; null: there was none
   * @param abandonedThreads how many threads ignored their interrupts
   * @param warnings what its user is to be told
   */
  public TableResult(
      StudyFacts study,
      TrialTable table,
      Ending ending,
      String endingText,
      @Nullable Treatment recommended,
      String recommender,
      @Nullable Prediction prediction,
      @Nullable Verdict verdict,
      Duration elapsed,
      int abandonedThreads,
      List<String> warnings,
      UnaryOperator<Trial> reproducer) {
    this.study = study;
    this.table = table;
    this.size = table.size();
    this.ending = ending;
    this.endingText = endingText;
    this.recommended = recommended;
    this.recommender = recommender;
    this.prediction = prediction;
    this.verdict = verdict;
    this.elapsed = elapsed;
    this.abandonedThreads = abandonedThreads;
    this.warnings = List.copyOf(warnings);
    this.notes = table.studyNotes();
    this.reproducer = reproducer;
  }

  /** Makes a result of a study without a final race. */
  public TableResult(
      StudyFacts study,
      TrialTable table,
      Ending ending,
      String endingText,
      @Nullable Treatment recommended,
      Duration elapsed,
      int abandonedThreads,
      List<String> warnings,
      UnaryOperator<Trial> reproducer) {
    this(
        study,
        table,
        ending,
        endingText,
        recommended,
        study.optimizer(),
        null,
        null,
        elapsed,
        abandonedThreads,
        warnings,
        reproducer);
  }

  @Override
  public Recommendation recommendation() {
    Optional<Trial> best = bestTrial();
    if (best.isEmpty()) {
      throw new NoSuchElementException(
          "no best treatment, because none of %s trials was completed%s (%s)%s"
              .formatted(
                  size,
                  table.constraints().isEmpty() ? "" : " within " + table.constraints(),
                  endingText,
                  causes()));
    }
    return recommended == null
        ? new Recommendation(best.get().treatment(), Optional.empty(), best, Optional.empty())
        : new Recommendation(
            recommended,
            Optional.of(recommender),
            bestOf(recommended),
            Optional.ofNullable(prediction));
  }

  @Override
  public Optional<Verdict> verdict() {
    return Optional.ofNullable(verdict);
  }

  @Override
  public void writeVerdictCsv(Appendable out) throws IOException {
    Objects.requireNonNull(out, "out: expected what takes the text, got null");
    if (verdict == null) {
      throw new NoSuchElementException(
          "no verdict: the study has no racing, or ended before its final race (%s)"
              .formatted(endingText));
    }
    VerdictCsv.write(verdict, out);
  }

  private Optional<Trial> bestOf(Treatment treatment) {
    return trials().stream()
        .filter(trial -> trial.isFeasible() && sameValues(trial.treatment(), treatment))
        .min(Comparator.comparingDouble(Trial::loss));
  }

  private static boolean sameValues(Treatment one, Treatment other) {
    return one.values().equals(other.values());
  }

  private String causes() {
    return trials().stream()
        .limit(CAUSES)
        .map(trial -> "\n - " + trial)
        .collect(Collectors.joining());
  }

  @Override
  public Optional<Trial> bestTrial() {
    if (table.objectives().size() > 1) {
      throw new IllegalStateException(
          "the study has %s objectives, so there is no single best trial; choose from paretoFront()"
              .formatted(table.objectives().size()));
    }
    int best = -1;
    for (int row = 0; row < size; row++) {
      if (table.isFeasible(row) && (best < 0 || loss(row) < loss(best))) {
        best = row;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(table.trial(best));
  }

  @Override
  public List<Trial> top(int k) {
    requireOne(k);
    if (table.objectives().size() > 1) {
      throw new IllegalStateException(
          "the study has %s objectives, so there are no best trials; choose from paretoFront()"
              .formatted(table.objectives().size()));
    }
    return IntStream.range(0, size)
        .filter(table::isFeasible)
        .boxed()
        .sorted(Comparator.comparingDouble(this::loss)) // stable
        .limit(k)
        .map(table::trial)
        .toList();
  }

  private static void requireOne(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("study result: k: expected >= 1, got " + k);
    }
  }

  @Override
  public String table(int k) {
    requireOne(k);
    return TextTable.of(this, k);
  }

  private double loss(int row) {
    return table.objectives().getFirst().loss(table.value(row, 0));
  }

  @Override
  public List<Trial> paretoFront() {
    return ParetoFront.rows(table, size).stream().map(table::trial).toList();
  }

  @Override
  public List<Trial> trials() {
    return new Trials(table, size);
  }

  @Override
  public Trial trial(int number) {
    if (number >= 0 && number < size && table.number(number) == number) {
      return table.trial(number);
    }
    for (int row = 0; row < size; row++) { // not told in the order of numbers
      if (table.number(row) == number) {
        return table.trial(row);
      }
    }
    throw new IllegalArgumentException(
        "no trial %s: expected the number of one of the %s trials that were told"
            .formatted(number, size));
  }

  private static final class Trials extends AbstractList<Trial> implements RandomAccess {
    private final TrialTable table;
    private final int size;

    Trials(TrialTable table, int size) {
      this.table = table;
      this.size = size;
    }

    @Override
    public Trial get(int index) {
      return table.trial(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
      return size;
    }
  }

  @Override
  public Ending ending() {
    return ending;
  }

  @Override
  public String endingText() {
    return endingText;
  }

  @Override
  public Optional<String> name() {
    return study.name().isEmpty() ? Optional.empty() : Optional.of(study.name());
  }

  @Override
  public SearchSpace space() {
    return table.space();
  }

  @Override
  public List<Objective> objectives() {
    return table.objectives();
  }

  @Override
  public List<OutcomeConstraint> outcomeConstraints() {
    return table.constraints();
  }

  @Override
  public String optimizer() {
    return study.optimizer();
  }

  @Override
  public List<Delegation> delegations() {
    return study.delegations();
  }

  @Override
  public long seed() {
    return study.seed();
  }

  @Override
  public Duration elapsed() {
    return elapsed;
  }

  @Override
  public double[] values(int objective) {
    Objects.checkIndex(objective, objectives().size());
    double[] column = new double[size];
    Arrays.setAll(column, row -> table.value(row, objective));
    return column;
  }

  @Override
  public double[] values(String metric) {
    Objects.requireNonNull(metric, "metric: expected the name of a metric, got null");
    double[] column = new double[size];
    boolean any = false;
    for (int row = 0; row < size; row++) {
      Trial trial = table.trial(row);
      boolean has = trial.isCompleted() && table.hasSamples(row, metric);
      column[row] = has ? trial.value(metric) : Double.NaN;
      any |= has;
    }
    if (!any) {
      throw new IllegalArgumentException(
          "no completed trial recorded metric '%s'; %s"
              .formatted(metric, Nearest.hint(metric, table.metrics())));
    }
    return column;
  }

  @Override
  public double[] column(String parameter) {
    int place = space().indexOf(parameter);
    if (place < 0) {
      List<String> names = space().parameters().stream().map(Parameter::name).toList();
      throw new IllegalArgumentException(
          "no parameter '%s' in the space; %s"
              .formatted(parameter, Nearest.hint(parameter, names)));
    }
    Parameter asked = space().parameters().get(place);
    double[] column = new double[size];
    for (int row = 0; row < size; row++) {
      long coordinate = table.coordinate(row, place);
      if (space().isConditional() && !space().isActive(table.trial(row).treatment(), place)) {
        column[row] = Double.NaN;
      } else {
        column[row] = asked instanceof RealParameter real ? real.value(coordinate) : coordinate;
      }
    }
    return column;
  }

  @Override
  public double[] bestLossSoFar() {
    double[] best = new double[size];
    for (int row = 0; row < size; row++) {
      double before = row == 0 ? Double.NaN : best[row - 1];
      boolean better = table.isFeasible(row) && !(before <= loss(row));
      best[row] = better ? loss(row) : before;
    }
    return best;
  }

  @Override
  public boolean isReproducible() {
    return !study.asCompleted()
        && ending != Ending.TIME_LIMIT
        && ending != Ending.STOPPED
        && !table.anyTimedOut()
        && !table.anyEnqueued();
  }

  @Override
  public int abandonedThreads() {
    return abandonedThreads;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public List<Integer> rerun() {
    return table.rerun();
  }

  @Override
  public Map<String, String> notes() {
    return notes;
  }

  @Override
  public Trial reproduce(Trial trial) {
    Nulls.refuse("study result: trial", trial);
    return reproducer.apply(trial);
  }

  @Override
  public String identity() {
    return study.identity().get();
  }

  @Override
  public String digest() {
    return StudyDigest.of(study.identity().get(), trials());
  }

  @Override
  public void writeCsv(Path file, CsvText text) throws IOException {
    Nulls.refuse("study result: file", file);
    try (var out = Files.newBufferedWriter(file)) {
      writeCsv(out, text);
    }
  }

  @Override
  public void writeCsv(Appendable out, CsvText text) throws IOException {
    Objects.requireNonNull(out, "out: expected what takes the text, got null");
    Objects.requireNonNull(text, "text: expected how texts are written, got null");
    CsvExport.write(table, size, text, out);
  }

  @Override
  public void writeJson(Path file) throws IOException {
    Nulls.refuse("study result: file", file);
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      writeJson(out);
    }
  }

  @Override
  public void writeJson(Appendable out) throws IOException {
    Objects.requireNonNull(out, "out: expected what takes the text, got null");
    JsonExport.write(this, table, out);
  }

  /**
   * Writes one JSON object, as {@link #writeJson(Path)}.
   *
   * @throws IOException if it cannot be written
   */
  public void writeJson(OutputStream out) throws IOException {
    JsonExport.write(this, table, out);
  }

  @Override
  public String toString() {
    return "%s%s by %s in %s%s%s%s%s; ended as %s%s%s"
        .formatted(
            name().map(name -> "study '%s': ".formatted(name)).orElse(""),
            size == 1 ? "1 trial" : size + " trials",
            optimizers(),
            Durations.about(elapsed),
            study.asCompleted() ? ", told in the order of completion" : "",
            counts(),
            table.rerun().isEmpty() ? "" : "; %s run again".formatted(table.rerun().size()),
            bestValue(),
            endingText,
            verdict == null ? "" : "; " + verdict.sentence(),
            warnings.stream()
                .map(warning -> "; warning: " + warning)
                .collect(Collectors.joining()));
  }

  /** The optimizer, and those that proposed for it. */
  private String optimizers() {
    List<Delegation> delegations = study.delegations();
    return delegations.isEmpty()
        ? study.optimizer()
        : "%s (%s)".formatted(study.optimizer(), Delegation.text(delegations));
  }

  /** How many trials ended how, for example {@code : 7 completed, 2 failed}. */
  private String counts() {
    Map<String, Long> counts =
        trials().stream()
            .map(trial -> nameOf(trial.outcome()))
            .collect(
                Collectors.groupingBy(
                    Function.identity(), LinkedHashMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", ", counts.isEmpty() ? "" : ": ", ""));
  }

  private static String nameOf(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> "completed";
      case Outcome.Failed _ -> "failed";
      case Outcome.Pruned _ -> "pruned";
      case Outcome.TimedOut _ -> "timed out";
      case Outcome.Rejected _ -> "rejected";
    };
  }

  private String bestValue() {
    if (objectives().size() > 1) {
      return "; %s in the Pareto front".formatted(paretoFront().size());
    }
    return bestTrial().map(best -> "; best " + valueOf(best) + recommendedText(best)).orElse("");
  }

  private String valueOf(Trial best) {
    return "%s=%s in trial %s"
        .formatted(
            objectives().getFirst().metric(),
            Numbers.estimate(best.value(), best.standardError()),
            best.number());
  }

  /** What the optimizer recommends, unless that is the best trial's treatment and no more. */
  private String recommendedText(Trial best) {
    return recommended == null
            || (prediction == null && sameValues(recommended, best.treatment()))
        ? ""
        : "; " + recommendation();
  }
}
