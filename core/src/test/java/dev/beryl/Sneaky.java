package dev.beryl;

/** Throws a checked exception where none is declared, as other languages and proxies do. */
public final class Sneaky {
  private Sneaky() {}

  @SuppressWarnings("unchecked")
  public static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
