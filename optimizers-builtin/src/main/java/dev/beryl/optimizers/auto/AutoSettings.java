package dev.beryl.optimizers.auto;

import java.util.Set;

/**
 * The chosen options.
 *
 * @param leftOut methods that must not be chosen
 * @param row the number of the row to take whatever its condition; 0: the first that applies
 */
public record AutoSettings(Set<Method> leftOut, int row, Noise noise) {
  /** How many rows there are. */
  public static final int ROWS = 12;

  public AutoSettings {
    leftOut = Set.copyOf(leftOut);
  }
}
