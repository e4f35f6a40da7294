package dev.beryl.optimizers.pruning;

import java.util.Optional;

/**
 * The chosen options of successive halving, with their names in the paper.
 *
 * @param minResource the least step at which to stop a trial, r
 * @param maxResource the step at which a replicate ends anyway, R; empty if that is open
 * @param reductionFactor one in this number continues at a rung, eta
 * @param minEarlyStoppingRate how many of the first rungs to leave out, s
 * @param exemptShare the probability of a trial to be exempt
 */
public record HalvingSettings(
    long minResource,
    Optional<Long> maxResource,
    int reductionFactor,
    int minEarlyStoppingRate,
    double exemptShare) {}
