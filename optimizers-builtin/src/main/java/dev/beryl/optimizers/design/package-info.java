/**
 * Designs: sequences of treatments that are fixed beforehand and learn nothing from what came of
 * earlier ones, and the optimizer that hands them out.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.design;
