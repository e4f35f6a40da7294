package dev.beryl.settings;

import dev.beryl.fault.Nulls;
import dev.beryl.space.Parameter;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.trial.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The settings that a caller has made so far. Immutable; they are checked when {@link
 * StudySettings} are made from them.
 *
 * @param problem without the outcome constraints, which are a setting
 * @param values in the order in which they were set
 * @param rules any of which ends the study
 */
public record StudyDraft(
    Problem problem,
    Map<Setting<?>, Object> values,
    List<Predicate<Progress>> rules,
    List<StudyListener> listeners) {

  public StudyDraft {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    rules = List.copyOf(rules);
    listeners = List.copyOf(listeners);
  }

  public static StudyDraft of(Problem problem) {
    return new StudyDraft(problem, Map.of(), List.of(), List.of());
  }

  /**
   * This draft with a setting.
   *
   * @throws IllegalStateException if it was set before, to whatever value
   */
  public <T> StudyDraft with(Setting<T> setting, T value) {
    Nulls.refuse("study: " + setting.name(), value);
    var more = new LinkedHashMap<>(values);
    Object before = more.putIfAbsent(setting, value);
    if (before != null) {
      throw new IllegalStateException(
          "study: %s: was already set%s; set it once"
              .formatted(
                  setting.name(),
                  value instanceof Boolean
                      ? ""
                      : " to %s, and now to %s".formatted(before, value)));
    }
    return new StudyDraft(problem, more, rules, listeners);
  }

  public StudyDraft withRule(Predicate<Progress> rule) {
    Nulls.refuse("study: stopWhen", rule);
    return new StudyDraft(problem, values, plus(rules, rule), listeners);
  }

  public StudyDraft withListener(StudyListener listener) {
    Nulls.refuse("study: listener", listener);
    return new StudyDraft(problem, values, rules, plus(listeners, listener));
  }

  private static <E> List<E> plus(List<E> list, E more) {
    var all = new ArrayList<E>(list);
    all.add(more);
    return all;
  }

  <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable(values.get(setting)).map(setting::cast);
  }

  OptionalInt number(Setting<Integer> setting) {
    return find(setting).map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  boolean has(Setting<?> setting) {
    return values.containsKey(setting);
  }

  @Override
  public String toString() {
    String parameters =
        problem.space().parameters().stream()
            .map(Parameter::name)
            .collect(Collectors.joining(", "));
    String settings =
        values.entrySet().stream()
            .map(set -> ", " + set.getKey().name() + shown(set.getValue()))
            .collect(Collectors.joining());
    return "study of [%s]: %s%s"
        .formatted(
            parameters,
            problem.objectives().stream().map(Object::toString).collect(Collectors.joining(", ")),
            settings);
  }

  private static String shown(Object value) {
    return value instanceof Boolean ? "" : " " + value;
  }
}
