package dev.beryl.tck;

import org.jspecify.annotations.Nullable;

/** Thrown if a plug-in breaks a rule. The message has all that the plug-in's author needs. */
final class BrokenRule extends AssertionError {
  private static final long serialVersionUID = 1;

  BrokenRule(
      Rule rule, String what, String who, String where, String again, @Nullable Throwable cause) {
    super(
        """
        rule %s: %s
          what:    %s
          plug-in: %s
          where:   %s
          look at: %s
          again:   %s\
        """
            .formatted(rule.number(), rule.statement(), what, who, where, rule.lookAt(), again),
        cause);
  }
}
