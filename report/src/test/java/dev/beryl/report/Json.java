package dev.beryl.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, texts, doubles, booleans and null. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static @Nullable Object read(String text) {
    var json = new Json(text);
    Object value = json.value();
    if (json.next() != 0) {
      throw json.fault();
    }
    return value;
  }

  /** The character at the next place that is not white; 0 at the end. */
  private char next() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean takes(String expected) {
    boolean there = next() != 0 && text.startsWith(expected, at);
    at += there ? expected.length() : 0;
    return there;
  }

  private void require(String expected) {
    if (!takes(expected)) {
      throw fault();
    }
  }

  private IllegalArgumentException fault() {
    return new IllegalArgumentException(
        "no JSON at %s: %s"
            .formatted(at, text.substring(Math.max(0, at - 20), Math.min(text.length(), at + 20))));
  }

  private @Nullable Object value() {
    return switch (next()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> constant("true", true);
      case 'f' -> constant("false", false);
      case 'n' -> constant("null", null);
      default -> number();
    };
  }

  private @Nullable Object constant(String word, @Nullable Object value) {
    require(word);
    return value;
  }

  private Map<String, @Nullable Object> object() {
    var object = new LinkedHashMap<String, @Nullable Object>();
    require("{");
    while (!takes("}")) {
      if (!object.isEmpty()) {
        require(",");
      }
      String name = string();
      require(":");
      object.put(name, value());
    }
    return object;
  }

  private List<@Nullable Object> array() {
    var array = new ArrayList<@Nullable Object>();
    require("[");
    while (!takes("]")) {
      if (!array.isEmpty()) {
        require(",");
      }
      array.add(value());
    }
    return array;
  }

  private String string() {
    require("\"");
    var out = new StringBuilder();
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      out.append(c == '\\' ? escaped() : c);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    if (c == 'u') {
      at += 4;
      return (char) Integer.parseInt(text, at - 4, at, 16);
    }
    int known = "bfnrt".indexOf(c);
    return known < 0 ? c : "\b\f\n\r\t".charAt(known);
  }

  private Double number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == start) {
      throw fault();
    }
    return Double.valueOf(text.substring(start, at));
  }

  /** Maps, lists, numbers, booleans and null as JSON; anything else as a text. */
  static String write(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      case List<?> list ->
          String.join(",", list.stream().map(Json::write).toList()).transform(s -> "[" + s + "]");
      case Map<?, ?> map ->
          "{"
              + String.join(
                  ",",
                  map.entrySet().stream()
                      .map(entry ->
                          write(String.valueOf(entry.getKey())) + ":" + write(entry.getValue()))
                      .toList())
              + "}";
      default -> quoted(value.toString());
    };
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    text.chars()
        .forEach(c -> {
          if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
            out.append((char) c);
          } else {
            out.append("\\u%04x".formatted(c));
          }
        });
    return out.append('"').toString();
  }
}
