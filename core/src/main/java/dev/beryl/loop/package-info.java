/**
 * The way of a trial: ask, run, aggregate, keep, tell, and again. Knows no optimizer, no thread
 * pool and no file format.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.loop;
