/**
 * Mathematics that several methods share: arithmetic on rows, eigenvectors, the normal distribution
 * and its truncation, exponentials, mixing of bits, and permutations that need no memory. Results
 * have the same bits on every machine.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.math;
