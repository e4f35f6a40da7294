/**
 * Runs the replicates of trials in this process, on objects that are used again for later trials.
 * No exception of an experiment's code reaches the loop.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.execution.local;
