/**
 * Units of work and who runs them. A unit goes out as plain values, its outcome comes back as a
 * value; whatever the user's code does, nothing is thrown at the loop.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.execution.local;
