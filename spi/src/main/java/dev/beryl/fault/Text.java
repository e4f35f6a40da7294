package dev.beryl.fault;

import org.jspecify.annotations.Nullable;

/**
 * Texts that can be written as UTF-8 and read again as they were. A lone surrogate, such as of a
 * text that was cut within an emoji, cannot: names that have one are refused, messages are
 * repaired.
 */
public final class Text {
  private static final char REPLACEMENT = '\ufffd';

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
    Nulls.refuse("what the text is", what);
    if (text == null) {
      throw new NullPointerException(what + ": expected text, got null");
    }
    String fault = fault(text);
    if (fault != null) {
      throw new IllegalArgumentException(what + ": " + fault);
    }
    return text;
  }

  /** What is wrong with a text; null: nothing. */
  static @Nullable String fault(String text) {
    int at = loneSurrogate(text, 0);
    return at < 0
        ? null
        : "expected text that is well-formed UTF-16, got a lone surrogate U+%04X at index %s"
            .formatted((int) text.charAt(at), at);
  }

  /**
   * A text that can be written, for messages, which nobody chose.
   *
   * @param text any
   * @return the text with U+FFFD in the place of each lone surrogate; the same one if it has none
   */
  public static String repaired(String text) {
    Nulls.refuse("text: text", text);
    int at = loneSurrogate(text, 0);
    if (at < 0) {
      return text;
    }
    var repaired = new StringBuilder(text);
    for (; at >= 0; at = loneSurrogate(text, at + 1)) {
      repaired.setCharAt(at, REPLACEMENT);
    }
    return repaired.toString();
  }

  /** The index of the first lone surrogate from a place on; -1 if there is none. */
  private static int loneSurrogate(String text, int from) {
    for (int i = from; i < text.length(); i++) {
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
