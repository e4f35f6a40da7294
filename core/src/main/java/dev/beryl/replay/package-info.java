/**
 * The journal of a running study: reads recorded results, checks that the study runs the same way
 * again, and appends new records.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.replay;
