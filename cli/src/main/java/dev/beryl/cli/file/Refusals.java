package dev.beryl.cli.file;

import dev.beryl.fault.Faults;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the message of {@link Faults} apart, which may list those of a part within its own. */
final class Refusals {
  private static final String ITEM = "\n - ";
  private static final Pattern SUBJECT =
      Pattern.compile("(.*) has ([0-9]+) faults:", Pattern.DOTALL);

  private final List<String> faults = new ArrayList<>();
  private final Deque<String> items;

  private Refusals(String message) {
    items = new ArrayDeque<>(List.of(message.split(ITEM, -1)));
  }

  /** The faults of a refusal, each with its subject. */
  static List<String> of(RuntimeException refused) {
    var refusals = new Refusals(String.valueOf(refused.getMessage()));
    while (!refusals.items.isEmpty()) {
      refusals.take("");
    }
    return refusals.faults;
  }

  /** Takes one fault, or a subject with all of its faults. */
  private void take(String subject) {
    String item = items.remove();
    Matcher several = SUBJECT.matcher(item);
    if (!several.matches()) {
      faults.add(subject + item);
      return;
    }
    for (int left = Integer.parseInt(several.group(2)); left > 0 && !items.isEmpty(); left--) {
      take(subject + several.group(1) + ": ");
    }
  }
}
