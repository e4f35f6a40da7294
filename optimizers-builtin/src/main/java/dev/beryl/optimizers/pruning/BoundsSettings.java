package dev.beryl.optimizers.pruning;

import java.util.Optional;

/** The chosen options of a comparison with bounds, of all objectives unless one has the metric. */
public record BoundsSettings(
    double lower, double upper, Optional<String> metric, long warmupSteps, long intervalSteps) {}
