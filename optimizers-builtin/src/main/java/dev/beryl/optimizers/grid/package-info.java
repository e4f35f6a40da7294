/** Full factorial search: its options, the levels that it takes of each parameter, and its size. */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.grid;
