package dev.beryl.optimizers.gp;

/**
 * The chosen options, with values for those that were left open.
 *
 * @param startup how many trials must have been told before the model is asked
 * @param centered whether the first of them is in the middle of all ranges
 * @param candidates points of the whole space that are compared for each proposal
 * @param localCandidates points around the best trials that are compared for each proposal
 * @param starts how many of them are improved
 * @param halfRank whether the worse half of the losses counts by rank alone
 * @param quadratic whether the covariance has a quadratic part
 * @param noiseFree whether losses are declared free of noise
 * @param mostTrials how many trials a model takes in
 */
public record GpSettings(
    int startup,
    boolean centered,
    int candidates,
    int localCandidates,
    int starts,
    boolean halfRank,
    boolean quadratic,
    boolean noiseFree,
    int mostTrials) {}
