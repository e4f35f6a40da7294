package dev.beryl.cli.file;

import dev.beryl.Study;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.Racing;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

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
        value -> plugin("optimizer", value),
        (s, plugin) -> s.optimizer(plugin.name(), plugin.options()));
    set(
        "pruner",
        value -> plugin("pruner", value),
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
    Optional<Value> racing = file.find("racing");
    Optional<Value> replicates = file.find("replicates");
    replicates.ifPresent(value -> faults.place("replicates", value.node()));
    Matcher range =
        RANGE.matcher(replicates.filter(Value::isScalar).flatMap(Value::text).orElse(""));
    if (range.matches()) {
      Racing plain = Racing.of(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
      study = study.racing(racing.map(value -> raced(plain, value)).orElse(plain));
      return;
    }
    replicates.ifPresent(value -> {
      if (value.text("a whole number, or a range such as 1..30").isPresent()) {
        value.count().ifPresent(number -> study = study.replicates(number));
      }
    });
    racing.ifPresent(value -> {
      raced(Racing.of(1, 30), value);
      value.fault("expected the fewest and the most replicates under 'replicates', such as 1..30");
    });
  }

  private Racing raced(Racing plain, Value value) {
    Optional<Fields> found = value.fields("keys such as {finalists: 5, confidence: 0.95}");
    if (found.isEmpty()) {
      return plain;
    }
    Fields fields = found.get();
    for (String key : List.of("finalists", "confidence", "reserve", "indifference")) {
      fields.find(key).ifPresent(at -> faults.place(key, at.node()));
    }
    fields.refuseOthers();
    Racing racing = plain;
    racing = fields.find("finalists").flatMap(Value::count).map(racing::finalists).orElse(racing);
    racing =
        fields.find("confidence").flatMap(Value::number).map(racing::confidence).orElse(racing);
    racing = fields.find("reserve").flatMap(Value::number).map(racing::reserve).orElse(racing);
    return fields
        .find("indifference")
        .flatMap(Value::number)
        .map(racing::indifference)
        .orElse(racing);
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
    set("baseline", this::treatment, Study::baseline);
    set("start-with", this::treatments, Study::startWith);
  }

  private Optional<List<Treatment>> treatments(Value value) {
    Optional<List<Value>> given = value.items("a list of treatments, such as - {threads: 4}");
    return given.flatMap(items -> {
      List<Treatment> read = items.stream().flatMap(item -> treatment(item).stream()).toList();
      return read.size() == items.size() ? Optional.of(read) : Optional.empty();
    });
  }

  /** A treatment of the space; a parameter that is left out has its default. */
  private Optional<Treatment> treatment(Value value) {
    Optional<Fields> fields = value.fields("parameters with their values, such as {threads: 4}");
    if (fields.isEmpty() || space == null) {
      return Optional.empty();
    }
    int before = faults.count();
    var values = new LinkedHashMap<String, Object>();
    fields
        .get()
        .all()
        .forEach(
            (name, field) -> read(name, field.value()).ifPresent(read -> values.put(name, read)));
    return faults.count() > before
        ? Optional.empty()
        : faults.attempt(value.node(), () -> Treatment.of(space, values));
  }

  private Optional<? extends Object> read(String name, Value value) {
    for (Parameter parameter : space == null ? List.<Parameter>of() : space.parameters()) {
      if (parameter.name().equals(name)) {
        return switch (parameter) {
          case RealParameter _ -> value.number();
          case IntegerParameter _ -> value.wholeNumber();
          case ChoiceParameter<?> _, ItemsParameter<?> _ -> value.text();
        };
      }
    }
    return value.text();
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

  private record Plugin(String name, Map<String, String> options) {}

  /** A name, or a name with options. */
  private Optional<Plugin> plugin(String kind, Value value) {
    if (!value.isMapping()) {
      return value
          .text("a name, or {name: …, options: {…}}")
          .map(name -> new Plugin(name, Map.of()));
    }
    return value
        .fields("keys")
        .flatMap(fields -> {
          Optional<String> name = fields.need("name", "see 'beryl plugins'").flatMap(Value::text);
          Optional<Map<String, String>> options =
              fields.has("options")
                  ? fields.find("options").flatMap(StudyReader::texts)
                  : Optional.of(Map.of());
          fields.find("options");
          fields.refuseOthers();
          return name.flatMap(called -> {
            options
                .orElse(Map.of())
                .keySet()
                .forEach(option -> place(kind, called, option, fields));
            return options.map(given -> new Plugin(called, given));
          });
        });
  }

  /** Says where an option stands, in the words of its plug-in's faults. */
  private void place(String kind, String plugin, String option, Fields fields) {
    fields
        .find("options")
        .flatMap(value -> value.fields("options"))
        .ifPresent(options -> {
          Node at = options.all().get(option).at();
          faults.place("%s '%s': option '%s'".formatted(kind, plugin, option), at);
          faults.place("%s '%s': no option '%s'".formatted(kind, plugin, option), at);
        });
  }

  private static Optional<Map<String, String>> texts(Value value) {
    return value
        .fields("keys with texts")
        .map(fields -> {
          var texts = new LinkedHashMap<String, String>();
          fields
              .all()
              .forEach(
                  (key, field) -> field.value().text().ifPresent(text -> texts.put(key, text)));
          return texts;
        });
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
