/** A readable report of what JMH measured, beside floors, peers and goals. */
@org.jspecify.annotations.NullMarked
package dev.beryl.benchmarks.report;
