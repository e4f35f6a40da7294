/** Random search: uniform draws from the unit cube, without repetition where a space is finite. */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.random;
