/**
 * The journal of a running study: serves what was recorded, checks that the study runs the same way
 * again, and appends what is new.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.replay;
