package dev.beryl.report.page;

/**
 * The one way by which texts of a study come into a page: nothing of them becomes markup, in an
 * element's content as in a quoted attribute, and what cannot be seen is shown.
 */
public final class Encoder {
  private Encoder() {}

  /** {@return the text, encoded} */
  public static String encode(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        append(out, Character.toCodePoint(c, text.charAt(++i)));
      } else {
        append(out, c);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      case '\n', '\t' -> out.append((char) c);
      default -> {
        if (isHidden(c)) {
          out.append("[U+%04X]".formatted(c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  /** Whether a character shows nothing, changes the direction of others, or is none at all. */
  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          true;
      default -> false;
    };
  }

  /** {@return the text with the numbers of characters that cannot be seen; not encoded} */
  static String visible(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (isHidden(c)) {
            out.append("[U+%04X]".formatted(c));
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  /** {@return the text, shortened in its middle if it is longer, and encoded} */
  static String encode(String text, int most) {
    return encode(shortened(text, most));
  }

  /** {@return the text, or its start and its end if it is longer} */
  public static String shortened(String text, int most) {
    int length = text.codePointCount(0, text.length());
    if (length <= most) {
      return text;
    }
    int start = (most - 1) * 2 / 3;
    int end = most - 1 - start;
    return text.substring(0, text.offsetByCodePoints(0, start))
        + "…"
        + text.substring(text.offsetByCodePoints(text.length(), -end));
  }
}
