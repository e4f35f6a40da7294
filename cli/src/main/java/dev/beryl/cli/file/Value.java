package dev.beryl.cli.file;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of the file. Each reader returns it as what is expected there, or notes a fault and
 * returns nothing.
 *
 * @param what it is, the first words of a fault
 */
record Value(String what, Node node, FileFaults faults) {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");

  void fault(String text) {
    faults.add(node, what + ": " + text);
  }

  private <T> Optional<T> refuse(String expected) {
    fault("expected %s, got %s".formatted(expected, shown()));
    return Optional.empty();
  }

  private String shown() {
    return switch (node) {
      case ScalarNode scalar when isEmpty() -> scalar.getValue().isEmpty() ? "nothing" : "null";
      case ScalarNode scalar -> "'" + scalar.getValue() + "'";
      case SequenceNode _ -> "a list";
      default -> "keys with values";
    };
  }

  /** The value as text that depends on nothing else, neither on comments nor on the layout. */
  String canonical() {
    return canonical(node);
  }

  private static String canonical(Node node) {
    return switch (node) {
      case ScalarNode scalar ->
          "'" + scalar.getValue().replace("'", "''").replace("\n", "\\n") + "'";
      case SequenceNode list ->
          list.getValue().stream()
              .map(Value::canonical)
              .collect(Collectors.joining(", ", "[", "]"));
      case MappingNode mapping ->
          mapping.getValue().stream()
              .map(tuple -> canonical(tuple.getKeyNode()) + ": " + canonical(tuple.getValueNode()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> node.toString();
    };
  }

  private boolean isEmpty() {
    return node.getTag().equals(Tag.NULL);
  }

  boolean isScalar() {
    return node instanceof ScalarNode && !isEmpty();
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** A text, or a number or the like as it is written. */
  Optional<String> text() {
    return text("a text");
  }

  Optional<String> text(String expected) {
    return node instanceof ScalarNode scalar && !isEmpty()
        ? Optional.of(scalar.getValue())
        : refuse(expected);
  }

  Optional<Long> wholeNumber() {
    if (node instanceof ScalarNode scalar && NUMBER.matcher(scalar.getValue()).matches()) {
      try {
        return Optional.of(new BigDecimal(scalar.getValue()).longValueExact());
      } catch (ArithmeticException notWhole) {
        return refuse("a whole number of 64 bits");
      }
    }
    return refuse("a whole number");
  }

  Optional<Integer> count() {
    return wholeNumber()
        .flatMap(number ->
            number == number.intValue()
                ? Optional.of(number.intValue())
                : refuse("a whole number of 32 bits"));
  }

  Optional<Double> number() {
    return node instanceof ScalarNode scalar && NUMBER.matcher(scalar.getValue()).matches()
        ? Optional.of(Double.valueOf(scalar.getValue()))
        : refuse("a number");
  }

  Optional<Boolean> flag() {
    return node instanceof ScalarNode scalar && scalar.getValue().matches("true|false")
        ? Optional.of(scalar.getValue().equals("true"))
        : refuse("true or false");
  }

  Optional<Duration> duration() {
    if (node instanceof ScalarNode scalar) {
      Optional<Duration> read = Times.read(scalar.getValue());
      if (read.isPresent()) {
        return read;
      }
    }
    return refuse("a time such as 500ms, 30s, 10m, 2h or 1h30m");
  }

  /** The elements of a list. */
  Optional<List<Value>> items(String expected) {
    return node instanceof SequenceNode list
        ? Optional.of(list.getValue().stream().map(item -> new Value(what, item, faults)).toList())
        : refuse(expected);
  }

  /** The elements of a list, or a single value as a list of it. */
  List<Value> itemOrItems() {
    return isList() ? items("a list").orElse(List.of()) : List.of(this);
  }

  /** Keys with values. */
  Optional<Fields> fields(String expected) {
    return node instanceof MappingNode mapping
        ? Optional.of(Fields.of(what, mapping, faults))
        : refuse(expected);
  }
}
