/** Mathematics that several methods share: mixing of bits and permutations that need no memory. */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.math;
