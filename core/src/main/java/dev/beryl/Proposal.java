package dev.beryl;

import dev.beryl.space.Treatment;

/**
 * A treatment to try.
 *
 * @param number the trial's number
 * @param treatment what to apply
 */
public record Proposal(int number, Treatment treatment) {}
