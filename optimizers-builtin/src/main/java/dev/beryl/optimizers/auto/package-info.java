/** The automatic choice of optimizers: its rules, and the optimizer that follows them. */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.auto;
