package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.math.Exponential;
import dev.beryl.optimizers.model.Feature;
import dev.beryl.optimizers.model.TrialHistory;
import dev.beryl.random.PhiloxRandom;
import java.util.List;

/** The density of good trials over that of the others, for one group of parameters. */
final class DensityRatio {
  private final ParzenEstimator below;
  private final ParzenEstimator above;
  private double share; // of good trials

  DensityRatio(TrialHistory history, List<Feature> all, int[] features, TpeSettings settings) {
    this.below = new ParzenEstimator(history, all, features, settings.below());
    this.above = new ParzenEstimator(history, all, features, settings.above());
  }

  /** Fits both densities. */
  void fit(WeightedRows good, WeightedRows others) {
    below.fit(good);
    above.fit(others);
    share = (double) good.size() / (good.size() + others.size());
  }

  /** Draws a point from the density of good trials. */
  void sample(PhiloxRandom random, double[] into, int from) {
    below.sample(random, into, from);
  }

  /**
   * The logarithm of the ratio, which grows with the expected improvement.
   *
   * @see <a
   *     href="https://proceedings.neurips.cc/paper/2011/hash/86e8f7ab32cfd12577bc2619bc635690-Abstract.html">Bergstra
   *     et al., Algorithms for hyper-parameter optimization, NeurIPS 2011</a>, section 4.1
   */
  double log(double[] points, int from) {
    return below.logDensity(points, from) - above.logDensity(points, from);
  }

  /**
   * The logarithm of the density of good trials over that of all, which can be multiplied with
   * those of other criteria.
   *
   * @see <a href="https://arxiv.org/abs/2211.14411">Watanabe and Hutter, c-TPE: tree-structured
   *     Parzen estimator with inequality constraints, IJCAI 2023</a>, section 4.1
   */
  double logRelative(double[] points, int from) {
    double log = log(points, from);
    double others = 1 - share;
    return log >= 0
        ? -StrictMath.log(share + others * Exponential.exp(-log))
        : log - StrictMath.log(share * Exponential.exp(log) + others);
  }
}
