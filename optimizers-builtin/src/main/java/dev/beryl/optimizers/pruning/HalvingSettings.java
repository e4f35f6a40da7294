package dev.beryl.optimizers.pruning;

import java.util.Optional;

/** The chosen options of successive halving: r, R, eta and s in the paper, and exemptions. */
public record HalvingSettings(
    long minResource,
    Optional<Long> maxResource,
    int reductionFactor,
    int minEarlyStoppingRate,
    double exemptShare) {}
