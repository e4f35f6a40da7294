package dev.beryl.report.page;

import java.util.List;
import java.util.stream.Collectors;

/** JSON within a script element: no character of markup occurs in it. */
final class JsonText {
  private JsonText() {}

  static String of(String text) {
    var out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c < 0x7f && "\"\\<>&'".indexOf(c) < 0;
      if (plain) {
        out.append(c);
      } else {
        out.append("\\u%04x".formatted((int) c));
      }
    }
    return out.append('"').toString();
  }

  /** A number, or null if it is not finite. */
  static String of(double number) {
    return Double.isFinite(number) ? Double.toString(number) : "null";
  }

  static String of(List<String> texts) {
    return texts.stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
  }
}
