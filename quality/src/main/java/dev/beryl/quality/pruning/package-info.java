/**
 * Simulated studies with learning curves, which measure what pruners save and what they lose. A
 * curve is known in closed form, so that the true loss of what is recommended is, too.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.quality.pruning;
