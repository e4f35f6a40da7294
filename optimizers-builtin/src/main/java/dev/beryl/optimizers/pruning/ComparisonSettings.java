package dev.beryl.optimizers.pruning;

import java.util.List;
import java.util.Optional;

/**
 * The chosen options of a comparison with other trials.
 *
 * @param startupTrials how many trials are told before any is pruned
 * @param guard of how many of the best completed trials a trial must be worse than each
 * @param rounds numbers of replicates, ascending
 * @param projectedEnd whether the end that a curve is projected to must be behind, too
 * @param maxResource the last step; learned if not given
 * @param exemptShare the share of trials that are never pruned
 */
public record ComparisonSettings(
    Checkpoints checkpoints,
    int startupTrials,
    int guard,
    List<Integer> rounds,
    boolean projectedEnd,
    Optional<Long> maxResource,
    double exemptShare) {}
