package dev.beryl.execution.local;

/**
 * When a judge is asked about a trial's first replicates. An array of numbers is shared: not to be
 * changed.
 *
 * @param after numbers of replicates, at least 1 and ascending
 * @param aggregates gives their values
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rounds(int[] after, Aggregates aggregates) {}
