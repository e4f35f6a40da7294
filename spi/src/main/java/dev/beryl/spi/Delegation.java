package dev.beryl.spi;

import dev.beryl.fault.Nulls;
import java.util.List;

/**
 * From a trial on, an optimizer lets another one propose. Immutable.
 *
 * @param trial the number of the first trial that the other one proposes, at least 0
 * @param optimizer the other one's name, such as {@code cma-es}
 * @param reason why, in a sentence without a full stop, of one line
 */
public record Delegation(int trial, String optimizer, String reason) {
  /**
   * Checks the number and the texts.
   *
   * @throws IllegalArgumentException if the number is negative, the name is blank, or the reason
   *     has several lines
   */
  public Delegation {
    Nulls.refuse("delegation: optimizer", optimizer);
    Nulls.refuse("delegation: reason", reason);
    if (trial < 0) {
      throw new IllegalArgumentException("delegation: trial: expected a number >= 0, got " + trial);
    }
    if (optimizer.isBlank()) {
      throw new IllegalArgumentException("delegation: optimizer: expected a name, got a blank one");
    }
    if (reason.lines().count() > 1) {
      throw new IllegalArgumentException(
          "delegation: reason: expected one line, got %s: '%s'"
              .formatted(reason.lines().count(), reason));
    }
  }

  /**
   * Returns delegations as a text.
   *
   * @param delegations of one study, in the order of their trials
   * @return for example {@code gp until trial 100, then cma-es}, where trial 100 is the first that
   *     {@code cma-es} proposes; empty if there are none
   */
  public static String text(List<Delegation> delegations) {
    Nulls.refuseIn("delegation: delegations", delegations);
    var text = new StringBuilder();
    for (int i = 0; i < delegations.size(); i++) {
      Delegation each = delegations.get(i);
      if (i > 0) {
        text.append(" until trial ").append(each.trial).append(", then ");
      } else if (each.trial > 0) {
        text.append("from trial ").append(each.trial).append(" on ");
      }
      text.append(each.optimizer);
    }
    return text.toString();
  }

  /** {@return for example {@code cma-es from trial 100 on: it refines what the model found}} */
  @Override
  public String toString() {
    return "%s from trial %s on: %s".formatted(optimizer, trial, reason);
  }
}
