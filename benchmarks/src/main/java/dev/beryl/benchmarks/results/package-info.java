/** What JMH measured, where it did, and the lists that say what to make of it. */
@org.jspecify.annotations.NullMarked
package dev.beryl.benchmarks.results;
