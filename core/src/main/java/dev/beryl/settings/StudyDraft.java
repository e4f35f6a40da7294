package dev.beryl.settings;

import dev.beryl.fault.Nulls;
import dev.beryl.space.Parameter;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.text.Durations;
import dev.beryl.trial.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a caller has made so far. Immutable; they are checked when {@link
 * StudySettings} are made from them.
 *
 * @param problem without the outcome constraints, which are a setting
 * @param last the setting that was made last, which leads to those before it
 * @param rules any of which ends the study
 */
public record StudyDraft(
    Problem problem,
    @Nullable Made<?> last,
    List<Predicate<Progress>> rules,
    List<StudyListener> listeners) {

  /** A setting with its value, and the one made before it. */
  record Made<T>(Setting<T> setting, T value, @Nullable Made<?> before) {}

  public StudyDraft {
    rules = List.copyOf(rules);
    listeners = List.copyOf(listeners);
  }

  public static StudyDraft of(Problem problem) {
    return new StudyDraft(problem, null, List.of(), List.of());
  }

  /**
   * This draft with a setting.
   *
   * @throws IllegalStateException if it was set before, to whatever value
   */
  public <T> StudyDraft with(Setting<T> setting, T value) {
    Nulls.refuse("study: " + setting.name(), value);
    Made<?> made = made(setting);
    if (made != null) {
      throw new IllegalStateException(
          "study: %s: was already set%s; set it once"
              .formatted(
                  setting.name(),
                  value instanceof Boolean
                      ? ""
                      : " to %s, and now to %s".formatted(text(made.value()), text(value))));
    }
    return new StudyDraft(problem, new Made<>(setting, value, last), rules, listeners);
  }

  public StudyDraft withRule(Predicate<Progress> rule) {
    Nulls.refuse("study: stopWhen", rule);
    return new StudyDraft(problem, last, plus(rules, rule), listeners);
  }

  public StudyDraft withListener(StudyListener listener) {
    Nulls.refuse("study: listener", listener);
    return new StudyDraft(problem, last, rules, plus(listeners, listener));
  }

  private static <E> List<E> plus(List<E> list, E more) {
    var all = new ArrayList<E>(list);
    all.add(more);
    return all;
  }

  <T> Optional<T> find(Setting<T> setting) {
    Made<?> made = made(setting);
    return made == null ? Optional.empty() : Optional.of(setting.cast(made.value()));
  }

  OptionalInt number(Setting<Integer> setting) {
    return find(setting).map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  public boolean has(Setting<?> setting) {
    return made(setting) != null;
  }

  private @Nullable Made<?> made(Setting<?> setting) {
    Made<?> made = last;
    while (made != null && !made.setting().equals(setting)) {
      made = made.before();
    }
    return made;
  }

  @Override
  public String toString() {
    String parameters =
        problem.space().parameters().stream()
            .map(Parameter::name)
            .collect(Collectors.joining(", "));
    var settings = new StringBuilder();
    for (Made<?> made = last; made != null; made = made.before()) {
      if (!made.setting().equals(Setting.NAME)) {
        settings.insert(0, ", " + made.setting().name() + shown(made.value()));
      }
    }
    return "study %sof [%s]: %s%s"
        .formatted(
            find(Setting.NAME).map(name -> "'%s' ".formatted(name)).orElse(""),
            parameters,
            problem.objectives().stream().map(Object::toString).collect(Collectors.joining(", ")),
            settings);
  }

  private static String shown(Object value) {
    return value instanceof Boolean ? "" : " " + text(value);
  }

  private static Object text(Object value) {
    return value instanceof Duration time ? Durations.exactly(time) : value;
  }
}
