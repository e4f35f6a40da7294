/**
 * Contains the optimizers and pruners that come with the library, one type for each. The type is
 * the provider, and its methods set the options. Every option can be given by name as well: {@code
 * Grid.withDefaults().points(delta, 7).randomOrder()} is the optimizer {@code grid} with the
 * options {@code points-of=delta=7} and {@code order=random}.
 *
 * <p>All types here are immutable and may be shared between threads.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers;
