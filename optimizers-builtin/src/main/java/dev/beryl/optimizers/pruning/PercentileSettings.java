package dev.beryl.optimizers.pruning;

/**
 * The chosen options of a comparison with a percentile.
 *
 * @param percentile of the others' losses, in [0, 100]
 * @param averages whether to compare with running averages of the others' losses
 * @param startupTrials how many trials with reports must be known
 * @param minTrials how many of them must have reported the step
 * @param warmupSteps the first step that is judged
 * @param intervalSteps in how many steps one report is judged
 */
public record PercentileSettings(
    double percentile,
    boolean averages,
    int startupTrials,
    int minTrials,
    long warmupSteps,
    long intervalSteps) {}
