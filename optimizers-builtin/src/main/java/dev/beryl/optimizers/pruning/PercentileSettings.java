package dev.beryl.optimizers.pruning;

/** The chosen options of a comparison with a percentile, in [0, 100]. */
public record PercentileSettings(
    double percentile,
    boolean averages,
    int startupTrials,
    int minTrials,
    long warmupSteps,
    long intervalSteps) {}
