package dev.beryl.optimizers.tpe;

import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Options;

/**
 * The chosen options, those that were left open filled in.
 *
 * @param startup so many trials must have finished before the model is asked
 * @param share of the trials that are good
 * @param shareOf what it is a share of
 * @param mostBelow the most trials that are good
 * @param candidates how many points are drawn for a proposal
 * @param weights of the good trials
 * @param priorWeight of the prior kernel, in mean weights
 * @param below bandwidths among the good trials
 * @param above bandwidths among the others
 * @param multivariate whether kernels are products over parameters
 * @param exploring whether stagnation is answered with uniform proposals
 * @param handingOver whether a local search takes over where that helps
 */
record TpeSettings(
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
  private static final int STARTUP = 10;
  private static final int FEW_PARAMETERS = 10;
  private static final int STARTUP_OF_MANY = 20;

  static TpeSettings of(OptimizerSetting setting) {
    Options options = setting.options();
    var neighbor = new Bandwidth.Neighbor(options.get(TpeOptions.ENDPOINTS));
    return new TpeSettings(
        options.find(TpeOptions.STARTUP_TRIALS).orElseGet(() -> startup(setting)),
        options.find(TpeOptions.SHARE).orElse(setting.objectives().size() > 1 ? 0.1 : 0.15),
        options.get(TpeOptions.SHARE_OF),
        options.get(TpeOptions.MOST_BELOW),
        options.get(TpeOptions.CANDIDATES),
        options.get(TpeOptions.WEIGHTS),
        options.get(TpeOptions.PRIOR_WEIGHT),
        options.get(TpeOptions.BANDWIDTH) == BandwidthRule.NEIGHBOUR
            ? neighbor
            : new Bandwidth.Scott(
                options.get(TpeOptions.BANDWIDTH_FACTOR), options.get(TpeOptions.LEAST_BANDWIDTH)),
        neighbor,
        options.get(TpeOptions.MULTIVARIATE),
        options.get(TpeOptions.EXPLORING),
        options.get(TpeOptions.HANDING_OVER));
  }

  private static int startup(OptimizerSetting setting) {
    return setting.space().dimension() <= FEW_PARAMETERS ? STARTUP : STARTUP_OF_MANY;
  }

  /** How many of some trials are good, at a share. */
  int below(int trials, double share) {
    double counted = shareOf == ShareRule.SQUARE_ROOT ? Math.sqrt(trials) : trials;
    return Math.min(mostBelow, (int) Math.ceil(share * counted));
  }
}
