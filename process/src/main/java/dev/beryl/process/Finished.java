package dev.beryl.process;

import java.time.Duration;

/**
 * A run that has ended by itself, with its files still there.
 *
 * @param values of its placeholders
 * @param exitCode the program's
 * @param wallTime from start to end
 * @param usage of the machine; all zero if nobody asked
 */
record Finished(Values values, int exitCode, Duration wallTime, Usage usage) {}
