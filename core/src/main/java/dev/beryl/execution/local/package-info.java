/**
 * Runs the replicates of trials in this process, on objects that are used again for later trials.
 * Whatever the user's code does, nothing is thrown at the loop.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.execution.local;
