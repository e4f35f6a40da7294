/**
 * Commands as replicates. A {@link dev.beryl.process.Command} is a program with placeholders for
 * parameters, and {@link dev.beryl.process.Metrics} say what is read of a run. No shell is
 * involved.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.process;
