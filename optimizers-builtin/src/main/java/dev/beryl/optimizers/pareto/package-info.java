/**
 * Points under several objectives: fronts by non-domination, and the volume that points dominate.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.pareto;
