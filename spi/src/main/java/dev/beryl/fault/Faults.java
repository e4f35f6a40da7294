package dev.beryl.fault;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the faults of a configuration, so that its author sees all of them at once.
 *
 * {@snippet :
 * var faults = new Faults("optimizer 'annealing'");
 * faults.require(start > 0, "start: expected > 0, got %s", start);
 * faults.require(steps >= 1, "steps: expected >= 1, got %s", steps);
 * faults.throwIfAny();
 * }
 *
 * <p>Not thread-safe.
 */
public final class Faults {
  private final String subject;
  private final List<String> found = new ArrayList<>();

  /**
   * Starts an empty collection.
   *
   * @param subject what is checked, in the words that the error starts with, for example {@code
   *     parameter 'delta'}
   */
  public Faults(String subject) {
    Nulls.refuse("faults: subject", subject);
    this.subject = subject;
  }

  /**
   * Notes a fault unless the condition holds. Write range checks so that NaN fails them: {@code
   * require(low <= high, …)}.
   *
   * @param holds what must be true
   * @param message what was expected and what was given, a format of {@link String#format}
   * @param arguments the arguments of the format; use {@code %s}, which does not depend on the
   *     locale
   */
  public void require(boolean holds, String message, @Nullable Object... arguments) {
    Nulls.refuse("faults: message", message);
    Nulls.refuse("faults: arguments", arguments);
    if (!holds) {
      add(message, arguments);
    }
  }

  /**
   * Notes a fault unless a text can be written and read again as it was.
   *
   * @param what it is, as the first words of the fault
   * @param text any
   */
  public void requireWellFormed(String what, String text) {
    Nulls.refuse("faults: what", what);
    Nulls.refuse("faults: text", text);
    String fault = Text.fault(text);
    if (fault != null) {
      found.add(what + ": " + fault);
    }
  }

  /**
   * Notes a fault.
   *
   * @param message what was expected and what was given, a format of {@link String#format}
   * @param arguments the arguments of the format
   */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
  public void add(String message, @Nullable Object... arguments) {
    Nulls.refuse("faults: message", message);
    Nulls.refuse("faults: arguments", arguments);
    found.add(arguments.length == 0 ? message : message.formatted(arguments));
  }

  /** {@return the faults noted so far, in the order in which they were found} */
  public List<String> found() {
    return List.copyOf(found);
  }

  /**
   * Ends the check.
   *
   * @throws IllegalArgumentException if a fault was noted; its message lists them all
   */
  public void throwIfAny() {
    if (found.size() == 1) {
      throw new IllegalArgumentException(subject + ": " + found.getFirst());
    }
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(
          subject + " has " + found.size() + " faults:\n - " + String.join("\n - ", found));
    }
  }
}
