package dev.beryl.execution.local;

/**
 * Ends the work of a thread that its study has left behind, once it comes back from what held it.
 * Between where it is thrown and where the thread ends there is no code of a user.
 */
public final class LeftBehind extends Error {
  private static final long serialVersionUID = 1;

  /** Without a stack trace, which nobody reads. */
  public LeftBehind() {
    super("the study has ended without this thread", null, false, false);
  }
}
