package dev.beryl.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * A strict parser of the pages' markup: every element is closed, every attribute is quoted, every
 * reference is known, and no other character of markup occurs.
 */
final class Markup {
  private static final Set<String> REFERENCES = Set.of("amp", "lt", "gt", "quot", "#39", "#160");
  private static final Set<String> RAW = Set.of("style", "script");

  private final String text;
  private final List<String> tags = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private int at;

  private Markup(String text) {
    this.text = text;
  }

  /** The elements and their attributes' names, in order; the values are left out. */
  static List<String> tags(String text) {
    return parse(text).tags;
  }

  /** The texts between the tags and in attributes, decoded. */
  static List<String> texts(String text) {
    return parse(text).texts;
  }

  private static Markup parse(String text) {
    var markup = new Markup(text);
    markup.parse();
    return markup;
  }

  private void parse() {
    Deque<String> open = new ArrayDeque<>();
    if (text.startsWith("<!DOCTYPE html>")) {
      at = "<!DOCTYPE html>".length();
    }
    while (at < text.length()) {
      if (text.charAt(at) != '<') {
        texts.add(decoded('<'));
      } else if (text.startsWith("</", at)) {
        int end = text.indexOf('>', at);
        String name = text.substring(at + 2, end);
        require(name.equals(open.peek()), "closes " + name + ", open is " + open);
        open.pop();
        at = end + 1;
      } else {
        at++;
        String name = name();
        boolean empty = attributes(name);
        if (!empty) {
          open.push(name);
          if (RAW.contains(name)) {
            at = text.indexOf("</" + name, at);
          }
        }
      }
    }
    require(open.isEmpty(), "never closed: " + open);
  }

  private boolean attributes(String element) {
    var tag = new StringBuilder(element);
    while (true) {
      while (Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (text.startsWith("/>", at)) {
        at += 2;
        tags.add(tag.toString());
        return true;
      }
      if (text.charAt(at) == '>') {
        at++;
        tags.add(tag.toString());
        return false;
      }
      tag.append(' ').append(name());
      require(text.startsWith("=\"", at), "attribute without a quoted value in " + tag);
      at += 2;
      texts.add(decoded('"'));
      at++;
    }
  }

  private String name() {
    int from = at;
    while (Character.isLetterOrDigit(text.charAt(at)) || "-:".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    require(at > from, "expected a name");
    return text.substring(from, at);
  }

  private String decoded(char end) {
    var out = new StringBuilder();
    for (; at < text.length() && text.charAt(at) != end; at++) {
      char c = text.charAt(at);
      require(c != '<' && c != '>', "a stray " + c);
      require(c >= ' ' || c == '\n' || c == '\t', "a control character " + (int) c);
      if (c == '&') {
        int semicolon = text.indexOf(';', at);
        String reference = text.substring(at + 1, semicolon);
        require(REFERENCES.contains(reference), "a stray & before " + reference);
        at = semicolon;
      }
      out.append(c);
    }
    return out.toString();
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(
          "at %s: %s: …%s…"
              .formatted(
                  at,
                  what,
                  text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 80))));
    }
  }
}
