package dev.beryl.optimizers.tpe;

/**
 * The chosen options, with values for those that were left open.
 *
 * @param startup how many trials must have finished before the model is asked
 * @param share of the trials that are good
 * @param shareOf what it is a share of
 * @param mostBelow the most trials that are good
 * @param candidates how many points are drawn for a proposal
 * @param weights of the good trials
 * @param priorWeight of the prior kernel, in mean weights
 * @param below bandwidths among the good trials
 * @param above bandwidths among the others
 * @param multivariate whether kernels are products over parameters
 * @param exploring whether some proposals are uniform while the search stagnates
 * @param handingOver whether a local search takes over where that helps
 */
public record TpeSettings(
    int startup,
    double share,
    ShareRule shareOf,
    int mostBelow,
    int candidates,
    WeightRule weights,
    double priorWeight,
    Bandwidth below,
    Bandwidth above,
    boolean multivariate,
    boolean exploring,
    boolean handingOver) {

  /** How many of some trials are good, at a share. */
  int below(int trials, double share) {
    double counted = shareOf == ShareRule.SQUARE_ROOT ? Math.sqrt(trials) : trials;
    return Math.min(mostBelow, (int) Math.ceil(share * counted));
  }
}
