package dev.beryl.execution.local;

import dev.beryl.space.Treatment;

/**
 * One replicate to run in this process: a unit of work with the treatment itself.
 *
 * @param trial the trial's number; -1 outside a study
 * @param replicate the replicate, from 0
 * @param seed of everything random in it
 * @param treatment what is applied
 */
public record LocalUnit(int trial, int replicate, long seed, Treatment treatment) {}
