/** The contract of {@link dev.beryl.execution.Runner}, as tests to extend. */
@org.jspecify.annotations.NullMarked
package dev.beryl.runner.tck;
