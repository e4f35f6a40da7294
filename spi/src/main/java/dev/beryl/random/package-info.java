/**
 * Provides random numbers that are a pure function of a key and a position: a counter-based
 * generator, the derivation of seeds from it, and the normal quantile that turns its uniforms into
 * Gaussians.
 */
@NullMarked
package dev.beryl.random;

import org.jspecify.annotations.NullMarked;
