package dev.beryl.process;

import dev.beryl.fault.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A text with placeholders.
 *
 * @param text as it was given
 * @param parts in their order
 * @param names of the placeholders
 */
record Template(String text, List<Part> parts, List<String> names) {

  /** A piece of the text. */
  sealed interface Part {}

  /** Text that stands for itself. */
  record Literal(String text) implements Part {}

  /** What is replaced by a value. */
  record Placeholder(String name) implements Part {}

  /**
   * Reads a template; double braces stand for one.
   *
   * @param what it is, for the faults
   */
  static Template parse(String what, String text, Faults faults) {
    faults.require(
        text.indexOf('\0') < 0,
        "%s '%s': expected no NUL character",
        what,
        text.replace("\0", "\\0"));
    var parts = new ArrayList<Part>();
    var literal = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean brace = c == '{' || c == '}';
      if (brace && i + 1 < text.length() && text.charAt(i + 1) == c) {
        literal.append(c);
        i++;
      } else if (c == '{') {
        int end = text.indexOf('}', i);
        if (end < 0) {
          faults.add("%s '%s': '{' at index %s has no '}'; write '{{' for a brace", what, text, i);
          break;
        }
        flush(literal, parts);
        parts.add(new Placeholder(text.substring(i + 1, end).strip()));
        i = end;
      } else if (c == '}') {
        faults.add("%s '%s': '}' at index %s has no '{'; write '}}' for a brace", what, text, i);
        break;
      } else {
        literal.append(c);
      }
    }
    flush(literal, parts);
    return new Template(text, List.copyOf(parts), names(parts));
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private static List<String> names(List<Part> parts) {
    return parts.stream()
        .filter(Placeholder.class::isInstance)
        .map(part -> ((Placeholder) part).name())
        .toList();
  }

  /** Puts values in the place of the placeholders. */
  String fill(Values values) {
    return fill(values::get);
  }

  /** Puts values in the place of the placeholders, by their names. */
  String fill(UnaryOperator<String> values) {
    var text = new StringBuilder();
    for (Part part : parts) {
      text.append(
          switch (part) {
            case Literal literal -> literal.text();
            case Placeholder placeholder -> values.apply(placeholder.name());
          });
    }
    return text.toString();
  }
}
