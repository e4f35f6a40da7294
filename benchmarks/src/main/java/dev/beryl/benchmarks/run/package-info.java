/** Runs benchmarks: all that are asked for in full length, or a smoke set in minutes. */
@org.jspecify.annotations.NullMarked
package dev.beryl.benchmarks.run;
