package dev.beryl.cli.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An optimizer or a pruner: its name, and what is chosen for its options, as texts. */
record Plugin(String name, Map<String, String> options) {

  /**
   * Reads a name, or a name with options.
   *
   * @param kind {@code optimizer} or {@code pruner}
   * @return empty if a fault was noted
   */
  static Optional<Plugin> read(String kind, Value value) {
    if (!value.isMapping()) {
      return value
          .text("a name, or {name: …, options: {…}}")
          .map(name -> new Plugin(name, Map.of()));
    }
    return value.fields("keys").flatMap(fields -> read(kind, fields, value.faults()));
  }

  private static Optional<Plugin> read(String kind, Fields fields, FileFaults faults) {
    Optional<String> name = fields.need("name", "see 'beryl plugins'").flatMap(Value::text);
    Optional<Value> options = fields.find("options");
    fields.refuseOthers();
    var chosen = new LinkedHashMap<String, String>();
    Optional<Fields> given = options.flatMap(value -> value.fields("options with their values"));
    given
        .map(Fields::all)
        .orElse(Map.of())
        .forEach((option, field) -> {
          String title = kind + " '" + name.orElse("") + "'";
          faults.place("%s: option '%s'".formatted(title, option), field.at());
          faults.place("%s: no option '%s'".formatted(title, option), field.at());
          field.value().text().ifPresent(text -> chosen.put(option, text));
        });
    return name.map(called -> new Plugin(called, chosen));
  }
}
