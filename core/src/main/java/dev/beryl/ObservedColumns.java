package dev.beryl;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.text.CsvLines;
import dev.beryl.trial.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a file of results mean, by their names: those of this library's exports,
 * those of Optuna's {@code trials_dataframe}, or the plain names of parameters and metrics.
 */
final class ObservedColumns {
  private static final List<String> PARAMETER = List.of("parameter:", "params_");
  private static final List<String> NOTE = List.of("note:", "user_attrs_");
  private static final Set<String> NOT_ENDED = Set.of("RUNNING", "WAITING");
  private static final Pattern DAYS =
      Pattern.compile("(\\d{1,6}) days? (\\d\\d):(\\d\\d):(\\d\\d(?:\\.\\d{1,9})?)");

  private final SearchSpace space;
  private final List<String> header;
  private final Map<String, Integer> parameters = new LinkedHashMap<>(); // place of the column
  private final Map<String, Integer> notes = new LinkedHashMap<>();
  private final Map<String, Integer> others = new LinkedHashMap<>();

  ObservedColumns(SearchSpace space, List<String> header, Set<String> ignored, Faults faults) {
    this.space = space;
    this.header = header;
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      if (!ignored.contains(name)) {
        sort(name, i, faults);
      }
    }
    for (Parameter parameter : space.parameters()) {
      faults.require(
          parameters.containsKey(parameter.name())
              || parameter.defaultCoordinate().isPresent()
              || parameter.condition().isPresent(),
          "line 1: no column for parameter '%s', which has no default; %s",
          parameter.name(),
          Nearest.hint(parameter.name(), header));
    }
  }

  private void sort(String name, int place, Faults faults) {
    String parameter = without(PARAMETER, name);
    String note = without(NOTE, name);
    if (parameter != null) {
      if (space.indexOf(parameter) < 0) {
        faults.add(
            "line 1: column '%s': the space has no such parameter; %s; leave it out with ignoring(\"%s\")",
            name,
            Nearest.hint(parameter, space.parameters().stream().map(Parameter::name).toList()),
            name);
      }
      put(parameters, parameter, place, faults);
    } else if (note != null) {
      put(notes, note, place, faults);
    } else if (space.indexOf(name) >= 0) {
      put(parameters, name, place, faults);
    } else {
      put(others, name, place, faults);
    }
  }

  private static void put(Map<String, Integer> columns, String name, int place, Faults faults) {
    if (!name.isBlank() && columns.putIfAbsent(name, place) != null) {
      faults.add("line 1: two columns are for '%s'; leave one out with ignoring(…)", name);
    }
  }

  private static @Nullable String without(List<String> prefixes, String name) {
    return prefixes.stream()
        .filter(name::startsWith)
        .map(prefix -> name.substring(prefix.length()))
        .findFirst()
        .orElse(null);
  }

  /**
   * Reads a line; null if it has a fault, which is noted, or says of a trial that has not ended.
   */
  @Nullable ObservedRow row(CsvLines.Line line, Faults faults) {
    String where = "line " + line.number();
    if (line.cells().size() != header.size()) {
      faults.add("%s: expected %s cells, got %s", where, header.size(), line.cells().size());
      return null;
    }
    String state = cell(line, "state");
    if (NOT_ENDED.contains(state)) {
      return null;
    }
    Treatment treatment = treatment(line, where, faults);
    Outcome outcome = outcome(state.isEmpty() ? cell(line, "outcome") : state);
    if (outcome == null) {
      faults.add(
          "%s: expected how the trial ended, such as COMPLETE or 'completed', got '%s'",
          where, state.isEmpty() ? cell(line, "outcome") : state);
    }
    if (treatment == null || outcome == null) {
      return null;
    }
    return new ObservedRow(
        where, treatment, outcome, texts(line, others), texts(line, notes), duration(line));
  }

  private String cell(CsvLines.Line line, String column) {
    Integer place = others.get(column);
    return place == null ? "" : line.cells().get(place).strip();
  }

  private static Map<String, String> texts(CsvLines.Line line, Map<String, Integer> columns) {
    var texts = new LinkedHashMap<String, String>();
    columns.forEach((name, place) -> {
      String text = line.cells().get(place);
      if (!text.isBlank()) {
        texts.put(name, text);
      }
    });
    return texts;
  }

  private @Nullable Treatment treatment(CsvLines.Line line, String where, Faults faults) {
    var values = new LinkedHashMap<String, Object>();
    var found = new ArrayList<String>();
    for (Parameter parameter : space.parameters()) {
      Integer place = parameters.get(parameter.name());
      String cell = place == null ? "" : line.cells().get(place).strip();
      if (!cell.isEmpty()) {
        try {
          values.put(parameter.name(), value(parameter, cell));
        } catch (NumberFormatException e) {
          found.add(
              "parameter '%s': expected a number, got '%s'".formatted(parameter.name(), cell));
        }
      } else if (place == null && parameter.condition().isEmpty()) {
        parameter
            .defaultCoordinate()
            .ifPresent(c -> values.put(parameter.name(), parameter.valueAt(c)));
      }
    }
    if (found.isEmpty()) {
      try {
        return space.bind(Treatment.of(where, values));
      } catch (IllegalArgumentException misfit) {
        found.add(
            String.valueOf(misfit.getMessage()).replace("treatment '" + where + "'", "").strip());
      }
    }
    found.forEach(fault -> faults.add("%s: %s", where, fault.replaceFirst("^: ", "")));
    return null;
  }

  private static Object value(Parameter parameter, String cell) {
    if (parameter instanceof ChoiceParameter<?> choice) {
      return choice.values().stream()
          .filter(value -> isWrittenAs(value, cell))
          .map(Object.class::cast)
          .findFirst()
          .orElse(cell);
    }
    return Double.parseDouble(cell);
  }

  /** Other tools write {@code True}, and an integer as {@code 3.0} where some are missing. */
  private static boolean isWrittenAs(Object value, String cell) {
    if (value instanceof Number number) {
      try {
        return number.doubleValue() == Double.parseDouble(cell);
      } catch (NumberFormatException e) {
        return false;
      }
    }
    return value instanceof Boolean
        ? value.toString().equalsIgnoreCase(cell)
        : value.toString().equals(cell);
  }

  /** The outcome of a state or of an outcome's text; null if it is neither. */
  private static @Nullable Outcome outcome(String text) {
    String said = text.toLowerCase(Locale.ROOT);
    if (said.isEmpty() || said.startsWith("complete")) {
      return Outcome.COMPLETED;
    }
    if (said.startsWith("pruned")) {
      return new Outcome.Pruned(0, -1);
    }
    if (said.startsWith("fail") || said.startsWith("timed out")) {
      return new Outcome.Failed(Outcome.Reason.EXCEPTION, 0, "elsewhere", text, null);
    }
    if (said.startsWith("rejected") || said.startsWith("withdrawn")) {
      return Outcome.Rejected.withdrawn(text);
    }
    return null;
  }

  private Duration duration(CsvLines.Line line) {
    Matcher days = DAYS.matcher(cell(line, "duration"));
    try {
      if (days.matches()) {
        return Duration.ofDays(Long.parseLong(days.group(1)))
            .plusHours(Long.parseLong(days.group(2)))
            .plusMinutes(Long.parseLong(days.group(3)))
            .plusNanos(Math.round(Double.parseDouble(days.group(4)) * 1e9));
      }
      double seconds = Double.parseDouble(cell(line, "seconds"));
      return seconds >= 0 && seconds < 1e9
          ? Duration.ofNanos(Math.round(seconds * 1e9))
          : Duration.ZERO;
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }
}
