/**
 * Mathematics that several methods share: mixing of bits, permutations that need no memory,
 * probabilities, eigenvectors.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.math;
