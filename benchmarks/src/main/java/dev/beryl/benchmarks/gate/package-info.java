/** Whether a change makes benchmarks slower or has them allocate more. */
@org.jspecify.annotations.NullMarked
package dev.beryl.benchmarks.gate;
