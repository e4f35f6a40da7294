package dev.beryl.binary;

/** Texts that can be written as UTF-8 and read again as they were. */
public final class Text {
  private Text() {}

  /**
   * Requires a text without lone surrogates.
   *
   * @param what it is, for the message
   * @param text any
   * @return the text
   * @throws IllegalArgumentException if it has a lone surrogate; the message says where
   */
  public static String requireWellFormed(String what, String text) {
    int at = loneSurrogate(text);
    if (at >= 0) {
      throw new IllegalArgumentException(
          "%s: expected text that is well-formed UTF-16, got a lone surrogate U+%04X at index %s"
              .formatted(what, (int) text.charAt(at), at));
    }
    return text;
  }

  /** The index of the first lone surrogate; -1 if there is none. */
  private static int loneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean paired =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (Character.isSurrogate(c) && !paired) {
        return i;
      }
      i += paired ? 1 : 0;
    }
    return -1;
  }
}
