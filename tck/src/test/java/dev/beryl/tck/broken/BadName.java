package dev.beryl.tck.broken;

/** Rule 12: its name is none. */
public final class BadName extends Uniform {
  @Override
  public String name() {
    return "My Search";
  }
}
