/**
 * Pruners: rules that stop a replicate before its end, and what they remember of earlier learning
 * curves.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.pruning;
