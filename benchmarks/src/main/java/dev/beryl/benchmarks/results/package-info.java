/** What JMH measured, read from its JSON. */
@org.jspecify.annotations.NullMarked
package dev.beryl.benchmarks.results;
