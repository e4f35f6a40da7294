package dev.beryl.space;

/** Names and values in text that can be read in one way only. */
final class CanonicalText {
  private CanonicalText() {}

  /** The text as it is if it has no character that could be taken for the text around it. */
  static String bare(String text) {
    return text.chars().allMatch(CanonicalText::isPlain) && !text.isEmpty() ? text : quoted(text);
  }

  private static boolean isPlain(int c) {
    return Character.isLetterOrDigit(c) || "_-+./".indexOf(c) >= 0;
  }

  static String quoted(String text) {
    var quoted = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\\', '\'' -> quoted.append('\\').append(c);
        default -> quoted.append(c);
      }
    }
    return quoted.append('\'').toString();
  }
}
