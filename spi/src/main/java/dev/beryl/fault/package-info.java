/** Reports the faults of a configuration: all of them together, each with what to do about it. */
@org.jspecify.annotations.NullMarked
package dev.beryl.fault;
