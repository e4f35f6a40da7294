package dev.beryl.optimizers.grid;

/** The order of a grid's treatments. */
public enum Order {
  /** Lexicographic in the order of the space: the last parameter's levels change fastest. */
  GIVEN,
  /** A random permutation of the whole grid. */
  RANDOM
}
