/** Optimizers that another one drives within its study. */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.delegate;
