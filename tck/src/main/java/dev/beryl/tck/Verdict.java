package dev.beryl.tck;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Whoever can say that a rule is broken, and where. */
interface Verdict {

  /**
   * The failure to throw.
   *
   * @param trial the trial's number; negative if no trial is to blame
   * @param what what came, and what was expected
   * @param cause what the plug-in threw, if it did
   */
  Violation violation(int trial, String what, @Nullable Throwable cause);

  /** Calls the plug-in; whatever it throws breaks the rule. */
  default <T> T call(String what, Callable<T> call) {
    return call(-1, what, call);
  }

  /** Calls the plug-in; whatever it throws breaks the rule. */
  default <T> T call(int trial, String what, Callable<T> call) {
    try {
      return call.call();
    } catch (Violation | TestAbortedException own) {
      throw own;
    } catch (Throwable thrown) { // also an Error: the author is to hear of it in these words
      throw violation(trial, "%s threw %s".formatted(what, thrown), thrown);
    }
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
  default void require(boolean holds, int trial, String what, @Nullable Object... arguments) {
    if (!holds) {
      throw violation(trial, what.formatted(arguments), null);
    }
  }
}
