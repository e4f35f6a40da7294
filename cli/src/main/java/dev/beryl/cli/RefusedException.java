package dev.beryl.cli;

/** Thrown if a command can't do what it is asked to; the message says why and what to do. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }
}
