/**
 * Defines units of work and their results, as plain values: a {@link dev.beryl.execution.WorkUnit}
 * goes out to the process that runs the replicate, and a {@link
 * dev.beryl.execution.ReplicateResult} comes back. Each has a binary form, which is also its record
 * in a journal.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.execution;
