/**
 * Pruners: rules that end a trial before all its replicates have ended, and what they remember of
 * earlier trials.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.pruning;
