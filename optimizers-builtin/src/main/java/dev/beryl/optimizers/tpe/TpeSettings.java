package dev.beryl.optimizers.tpe;

/**
 * The chosen options, with values for those that were left open.
 *
 * @param startup how many trials must have finished before the model is asked
 * @param priorWeight of the prior kernel, in mean weights
 * @param below bandwidths among the good trials
 * @param above bandwidths among the others
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
