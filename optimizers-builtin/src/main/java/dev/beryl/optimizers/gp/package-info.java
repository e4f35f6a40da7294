/**
 * Gaussian processes and expected improvement: the model of a loss, of constraints and of failures,
 * and the search for the point that promises most.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.gp;
