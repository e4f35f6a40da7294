/**
 * Pruners: rules that stop a replicate on its way, and what they remember of earlier learning
 * curves.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.pruning;
