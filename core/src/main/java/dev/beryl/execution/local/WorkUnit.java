package dev.beryl.execution.local;

import dev.beryl.space.Treatment;

/**
 * One replicate to run. Running a unit again changes nothing, as its seed is its own.
 *
 * @param trial the trial's number; -1 outside a study
 * @param replicate the replicate, from 0
 * @param seed of everything random in it
 * @param treatment what is applied
 */
public record WorkUnit(int trial, int replicate, long seed, Treatment treatment) {}
