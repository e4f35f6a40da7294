package dev.beryl.tck.broken;

/** Rule 8: its name is none. */
public final class PrunerWithABadName extends Above {
  @Override
  public String name() {
    return "Prune!";
  }
}
