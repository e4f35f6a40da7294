/** Quasi-random points: sequences that fill the unit cube more evenly than independent draws. */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.quasi;
