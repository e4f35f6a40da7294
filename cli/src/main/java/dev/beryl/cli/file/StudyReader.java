package dev.beryl.cli.file;

import dev.beryl.Study;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.Racing;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of a study. A key is the name of the study's method with hyphens, and the
 * study itself checks what the settings mean. Where the space or the objectives are faulty, others
 * stand in for them, so that the faults of the settings are found too.
 */
final class StudyReader {
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})\\s*\\.\\.\\s*([0-9]{1,9})");
  private static final List<String> ENDS =
      List.of(
          "trials",
          "budget",
          "time-limit",
          "target",
          "stop-without-improvement",
          "until-optimizer-ends");

  private final Fields file;
  private final FileFaults faults;
  private final Path folder;
  private final @Nullable SearchSpace space;
  private final boolean knowsMetrics;
  private final Set<String> faulty = new HashSet<>();
  private Study study;

  private StudyReader(
      Fields file,
      FileFaults faults,
      Path folder,
      @Nullable SearchSpace space,
      List<Objective> objectives) {
    this.file = file;
    this.faults = faults;
    this.folder = folder;
    this.space = space;
    this.knowsMetrics = !objectives.isEmpty();
    this.study =
        Study.of(
            space != null ? space : SearchSpace.of(Parameter.flag("faulty")),
            knowsMetrics ? objectives : List.of(Objective.minimize("faulty")));
  }

  /**
   * Reads the study, and notes what it finds wrong with itself.
   *
   * @param space null if it is faulty
   * @param objectives empty if one is faulty
   */
  static Study read(
      Fields file,
      FileFaults faults,
      Path folder,
      @Nullable SearchSpace space,
      List<Objective> objectives,
      List<OutcomeConstraint> constraints) {
    var reader = new StudyReader(file, faults, folder, space, objectives);
    SettingNames.OTHER_WORDS.forEach(
        (words, key) -> file.find(key).ifPresent(value -> faults.place(words, value.node())));
    file.find("outcome-constraints")
        .ifPresent(value -> faults.place("outcome-constraints", value.node()));
    if (!constraints.isEmpty()) {
      reader.study = reader.study.outcomeConstraints(constraints.toArray(OutcomeConstraint[]::new));
    }
    reader.set("name", Value::text, Study::name);
    reader.search();
    reader.end();
    reader.replication();
    reader.execution();
    reader.failures();
    reader.treatments();
    reader.check();
    return reader.study;
  }

  private void search() {
    set(
        "optimizer",
        value -> Plugin.read("optimizer", value),
        (s, plugin) -> s.optimizer(plugin.name(), plugin.options()));
    set(
        "pruner",
        value -> Plugin.read("pruner", value),
        (s, plugin) -> s.pruner(plugin.name(), plugin.options()));
    set("seed", Value::wholeNumber, Study::seed);
    flag("independent-seeds", Study::independentSeeds);
    set(
        "warm-start",
        value -> value.text("the file of a journal").map(folder::resolve),
        Study::warmStart);
  }

  private void end() {
    set("trials", Value::count, Study::trials);
    set("time-limit", Value::duration, Study::timeLimit);
    set("target", Value::number, Study::target);
    set("stop-without-improvement", Value::count, Study::stopWithoutImprovement);
    flag("until-optimizer-ends", Study::untilOptimizerEnds);
    set("budget", Value::count, Study::budget);
  }

  private void replication() {
    Optional<Value> replicates = file.find("replicates");
    Optional<Value> racing = file.find("racing");
    replicates.ifPresent(value -> faults.place("replicates", value.node()));
    Optional<Racing> range = replicates.flatMap(StudyReader::range);
    if (range.isPresent()) {
      Racing plain = range.get();
      study = study.racing(racing.map(value -> raced(plain, value)).orElse(plain));
      return;
    }
    replicates
        .filter(value -> value.text("a whole number, or a range such as 1..30").isPresent())
        .flatMap(Value::count)
        .ifPresent(number -> study = study.replicates(number));
    racing.ifPresent(value -> {
      var _ = raced(Racing.of(1, 30), value); // its own faults
      value.fault("expected the fewest and the most replicates under 'replicates', such as 1..30");
    });
  }

  /** The numbers of a range; empty if it is none. */
  private static Optional<Racing> range(Value value) {
    Matcher range = RANGE.matcher(value.isScalar() ? value.text().orElse("") : "");
    return range.matches()
        ? Optional.of(Racing.of(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2))))
        : Optional.empty();
  }

  private Racing raced(Racing plain, Value value) {
    Optional<Fields> fields = value.fields("keys such as {finalists: 5, confidence: 0.95}");
    Racing racing = plain;
    racing = raced(racing, fields, "finalists", Value::count, Racing::finalists);
    racing = raced(racing, fields, "confidence", Value::number, Racing::confidence);
    racing = raced(racing, fields, "reserve", Value::number, Racing::reserve);
    racing = raced(racing, fields, "indifference", Value::number, Racing::indifference);
    fields.ifPresent(Fields::refuseOthers);
    return racing;
  }

  private <V> Racing raced(
      Racing racing,
      Optional<Fields> fields,
      String key,
      Function<Value, Optional<V>> read,
      BiFunction<Racing, V, Racing> with) {
    Optional<Value> value = fields.flatMap(keys -> keys.find(key));
    value.ifPresent(at -> faults.place(key, at.node()));
    return value.flatMap(read).map(given -> with.apply(racing, given)).orElse(racing);
  }

  private void execution() {
    set("parallelism", Value::count, Study::parallelism);
    set("threads", Value::count, Study::threads);
    flag("tell-as-completed", Study::tellAsCompleted);
    flag("start-replicates-when-needed", Study::startReplicatesWhenNeeded);
    set("replicate-timeout", Value::duration, Study::replicateTimeout);
    set("trial-timeout", Value::duration, Study::trialTimeout);
  }

  private void failures() {
    set("retries", Value::count, Study::retries);
    set("tolerate-replicates", Value::count, Study::tolerateReplicates);
    set("failures-in-a-row", StudyReader::policy, Study::failurePolicy);
    set(
        "penalize",
        StudyReader::numbers,
        (s, values) ->
            knowsMetrics
                ? s.penalize(values.stream().mapToDouble(Double::doubleValue).toArray())
                : s);
  }

  private void treatments() {
    var treatments = new TreatmentsReader(faults, space);
    set("baseline", treatments::one, Study::baseline);
    set("start-with", treatments::all, Study::startWith);
  }

  private void check() {
    if (ENDS.stream().anyMatch(faulty::contains)) {
      study = study.stopWhen(_ -> true); // it has an end, though a faulty one
    }
    try {
      study.check();
    } catch (IllegalArgumentException | IllegalStateException refused) {
      faults.addOfStudy(refused, file.node());
    }
  }

  private <V> void set(
      String key, Function<Value, Optional<V>> read, BiFunction<Study, V, Study> with) {
    Optional<Value> found = file.find(key);
    if (found.isPresent()) {
      Value value = found.get();
      faults.place(key, value.node());
      read.apply(value)
          .flatMap(given -> faults.attempt(value.node(), () -> with.apply(study, given)))
          .ifPresentOrElse(changed -> study = changed, () -> faulty.add(key));
    }
  }

  private void flag(String key, UnaryOperator<Study> with) {
    set(key, Value::flag, (s, on) -> on ? with.apply(s) : s);
  }

  private static Optional<List<Double>> numbers(Value value) {
    List<Value> given = value.itemOrItems();
    List<Double> numbers = given.stream().flatMap(item -> item.number().stream()).toList();
    return numbers.size() == given.size() ? Optional.of(numbers) : Optional.empty();
  }

  private static Optional<FailurePolicy> policy(Value value) {
    return value.isScalar() && value.text().orElse("").equals("any number")
        ? Optional.of(FailurePolicy.neverFail())
        : value.count().map(FailurePolicy::new);
  }
}
