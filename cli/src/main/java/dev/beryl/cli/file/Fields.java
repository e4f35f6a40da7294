package dev.beryl.cli.file;

import dev.beryl.fault.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Keys with values, in the order of the file. A key that comes twice is a fault. */
final class Fields {

  /** A key where it stands, with its value. */
  record Field(Node at, Value value) {}

  private final String what;
  private final MappingNode node;
  private final FileFaults faults;
  private final Map<String, Field> byKey;
  private final Set<String> asked = new TreeSet<>();

  private Fields(String what, MappingNode node, FileFaults faults, Map<String, Field> byKey) {
    this.what = what;
    this.node = node;
    this.faults = faults;
    this.byKey = byKey;
  }

  static Fields of(String what, MappingNode node, FileFaults faults) {
    var byKey = new LinkedHashMap<String, Field>();
    for (NodeTuple tuple : node.getValue()) {
      Node at = tuple.getKeyNode();
      if (!(at instanceof ScalarNode scalar)) {
        faults.add(at, prefix(what) + "expected a text as a key, got a list or keys with values");
        continue;
      }
      String key = scalar.getValue();
      Field first = byKey.get(key);
      if (first != null) {
        faults.add(
            at,
            "%skey '%s' comes twice; the first is in line %s"
                .formatted(
                    prefix(what),
                    key,
                    first.at().getStartMark().map(mark -> mark.getLine() + 1).orElse(0)));
        continue;
      }
      byKey.put(key, new Field(at, new Value(prefix(what) + key, tuple.getValueNode(), faults)));
    }
    return new Fields(what, node, faults, byKey);
  }

  private static String prefix(String what) {
    return what.isEmpty() ? "" : what + ": ";
  }

  /** The value of a key that may be there. */
  Optional<Value> find(String key) {
    asked.add(key);
    return Optional.ofNullable(byKey.get(key)).map(Field::value);
  }

  /** The value of a key that must be there. */
  Optional<Value> need(String key, String expected) {
    Optional<Value> found = find(key);
    if (found.isEmpty()) {
      faults.add(node, "%s%s is missing: %s".formatted(prefix(what), key, expected));
    }
    return found;
  }

  boolean has(String key) {
    return byKey.containsKey(key);
  }

  Node node() {
    return node;
  }

  /** All of them, where a key is a name of the user's. */
  Map<String, Field> all() {
    asked.addAll(byKey.keySet());
    return byKey;
  }

  /** What is under a key that is there. */
  Field get(String key) {
    Field field = byKey.get(key);
    if (field == null) {
      throw new IllegalStateException("no key '" + key + "'");
    }
    return field;
  }

  /** Notes the keys that nobody asked for. */
  void refuseOthers() {
    byKey.forEach((key, field) -> {
      if (!asked.contains(key)) {
        String hint =
            Nearest.to(key, asked)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("known are " + String.join(", ", asked));
        faults.add(field.at(), "%sunknown key '%s'; %s".formatted(prefix(what), key, hint));
      }
    });
  }

  /** Which of some keys are there, in the order of the file. */
  List<String> inOrder(Set<String> keys) {
    keys.forEach(asked::add);
    return byKey.keySet().stream().filter(keys::contains).toList();
  }
}
