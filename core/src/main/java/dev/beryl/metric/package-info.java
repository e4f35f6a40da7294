/**
 * Where numbers are kept, unboxed: what one replicate records, and the history of a study's trials.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.metric;
