package dev.beryl.optimizers.pruning;

import java.util.Optional;

/**
 * The chosen options of a comparison with bounds.
 *
 * @param metric of the objective whose values are judged; empty for all objectives
 * @param warmupSteps the first step that is judged
 * @param intervalSteps in how many steps one report is judged
 */
public record BoundsSettings(
    double lower, double upper, Optional<String> metric, long warmupSteps, long intervalSteps) {}
