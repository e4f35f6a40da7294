package dev.beryl.process;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.space.SearchSpace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The settings of a command, which change only before anybody else sees them. */
final class CommandSettings {
  List<Template> arguments;
  Map<String, Template> environment = Map.of();
  List<Template> input = List.of(); // its lines, ends included
  List<Metrics> metrics = List.of();
  List<Integer> cpus = List.of();
  @Nullable Reports reports;
  @Nullable Duration timeout;
  @Nullable Semaphore permits;
  @Nullable Path base;
  Path here = Path.of("").toAbsolutePath();
  Duration grace = Duration.ofMillis(100);
  int warmUps;
  int kept = 1 << 16;
  private @Nullable Set<String> parameters; // once somebody asked

  CommandSettings(List<Template> arguments) {
    this.arguments = arguments;
  }

  CommandSettings(CommandSettings from) {
    arguments = from.arguments;
    environment = from.environment;
    input = from.input;
    metrics = from.metrics;
    cpus = from.cpus;
    reports = from.reports;
    timeout = from.timeout;
    permits = from.permits;
    base = from.base;
    here = from.here;
    grace = from.grace;
    warmUps = from.warmUps;
    kept = from.kept;
  }

  void environment(String name, Template value) {
    var more = new LinkedHashMap<>(environment);
    more.put(name, value);
    environment = more;
  }

  void metrics(List<Metrics> more) {
    var all = new ArrayList<>(metrics);
    all.addAll(more);
    metrics = List.copyOf(all);
  }

  /** Every template, with what it is. */
  private Map<Template, String> templates() {
    var templates = new LinkedHashMap<Template, String>();
    arguments.forEach(template -> templates.put(template, "argument"));
    environment.forEach((name, template) -> templates.put(template, "variable " + name));
    input.forEach(template -> templates.put(template, "line of input"));
    for (Metrics read : metrics) {
      read.templates().forEach(template -> templates.put(template, "path"));
    }
    return templates;
  }

  /** The names of the parameters that have a placeholder, in the order of their first. */
  Set<String> parameters() {
    Set<String> known = parameters;
    if (known == null) {
      var names = new LinkedHashSet<String>();
      templates().keySet().forEach(template -> names.addAll(template.names()));
      names.removeAll(Values.BUILT_IN);
      known = Collections.unmodifiableSet(names);
      parameters = known;
    }
    return known;
  }

  /**
   * Requires that every placeholder names a parameter.
   *
   * @throws IllegalArgumentException if not; the message lists all faults
   */
  void check(SearchSpace space) {
    List<String> known = Values.names(space);
    var faults = new Faults("command '" + arguments.getFirst().text() + "'");
    templates()
        .forEach((template, what) -> {
          for (String name : template.names()) {
            faults.require(
                known.contains(name) || Values.BUILT_IN.contains(name),
                "%s '%s': the space has no parameter '%s'; %s, and %s are always there; write '{{' for a brace",
                what,
                Shortened.line(template.text()),
                name,
                Nearest.hint(name, known),
                Values.BUILT_IN);
          }
        });
    for (String name : known) {
      faults.require(
          !Values.BUILT_IN.contains(name),
          "parameter '%s': the placeholder of this name is the replicate's own; give the parameter another name",
          name);
    }
    faults.throwIfAny();
  }
}
