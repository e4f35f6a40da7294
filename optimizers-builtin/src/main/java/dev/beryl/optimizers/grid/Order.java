package dev.beryl.optimizers.grid;

/** In which order a grid is gone through. */
public enum Order {
  /** Lexicographic in the order of the space: the last parameter's levels change fastest. */
  GIVEN,
  /** A random permutation of the whole grid. */
  RANDOM
}
