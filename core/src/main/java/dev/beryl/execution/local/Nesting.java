package dev.beryl.execution.local;

/**
 * Whether the current thread runs replicates. A study inside a replicate uses only its own thread
 * unless set otherwise, because the outer study already uses the processors.
 */
public final class Nesting {
  private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>();

  private Nesting() {}

  /** {@return whether the current thread runs replicates of a study} */
  public static boolean isInside() {
    return INSIDE.get() != null;
  }

  /** Takes the mark of whatever ran on the current thread away. */
  public static void clear() {
    INSIDE.remove();
  }

  /** Marks the current thread; returns whether it was marked before. */
  static boolean enter() {
    boolean before = isInside();
    INSIDE.set(Boolean.TRUE);
    return before;
  }

  /** Takes the mark away, unless it was there before. */
  static void leave(boolean before) {
    if (!before) {
      INSIDE.remove();
    }
  }
}
