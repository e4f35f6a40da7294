/**
 * Designs: sequences of treatments that are fixed beforehand and learn nothing from results, and
 * the optimizer that proposes them.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.design;
