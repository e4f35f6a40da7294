package dev.beryl.process;

/** Texts in messages. */
final class Shortened {
  private static final int LINE = 200;

  private Shortened() {}

  static String line(String text) {
    return text.length() <= LINE ? text : text.substring(0, LINE) + "…";
  }
}
