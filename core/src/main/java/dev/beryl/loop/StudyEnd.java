package dev.beryl.loop;

import dev.beryl.fault.Text;
import dev.beryl.study.Ending;
import org.jspecify.annotations.Nullable;

/**
 * Why a study ended.
 *
 * @param ending the kind of end
 * @param text the reason, in a sentence
 * @param cause the exception behind it, if there is one
 */
public record StudyEnd(Ending ending, String text, @Nullable Throwable cause) {
  public StudyEnd {
    text = Text.repaired(text); // often that of an exception
  }

  /** An end without an exception. */
  public static StudyEnd of(Ending ending, String text) {
    return new StudyEnd(ending, text, null);
  }

  /** The end of a study as something threw. */
  static StudyEnd threw(String what, Throwable cause) {
    return new StudyEnd(Ending.FAILED, "%s: %s".formatted(what, cause), cause);
  }

  /** This end, with more to say. */
  public StudyEnd and(String more) {
    return more.isEmpty() ? this : new StudyEnd(ending, text + "; " + more, cause);
  }

  /** The end of a study that an exception ended, in the exception's own words. */
  public static StudyEnd failed(Throwable cause) {
    return new StudyEnd(Ending.FAILED, String.valueOf(cause.getMessage()), cause);
  }
}
