/** JMH benchmarks: each class answers one question, with its floor or its peer in the same run. */
@org.jspecify.annotations.NullMarked
package dev.beryl.benchmarks;
