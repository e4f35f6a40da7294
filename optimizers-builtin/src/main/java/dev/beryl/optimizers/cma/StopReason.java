package dev.beryl.optimizers.cma;

/**
 * Why a run ended.
 *
 * @see <a href="https://arxiv.org/abs/1604.00772">Hansen, The CMA evolution strategy: a
 *     tutorial</a>, appendix B.3
 */
enum StopReason {
  /** The latest best losses and the losses of the generation hardly differ. */
  TOL_FUN,
  /** The latest best losses do not differ at all, up to rounding. */
  TOL_FUN_HISTORY,
  /** The losses have settled far above the best one of an earlier run. */
  HOPELESS,
  /** The distribution has shrunk around the best point of an earlier run that converged there. */
  REDISCOVERED,
  /** The distribution has shrunk to a point. */
  TOL_X,
  /** The distribution has grown far beyond the space. */
  TOL_X_UP,
  /** The longest and the shortest axis differ too much for arithmetic. */
  CONDITION,
  /** A step along an axis does not change the mean. */
  NO_EFFECT_AXIS,
  /** A step along a coordinate does not change the mean. */
  NO_EFFECT_COORDINATE,
  /** Neither the best nor the median losses have improved for long. */
  STAGNATION,
  /** Most losses of several generations were equal. */
  FLAT,
  /** The run had its share of generations. */
  MOST_GENERATIONS,
  /** The step size has grown and the axes have shrunk. */
  CREEPING,
  /** Every evaluation of a generation failed. */
  ALL_FAILED
}
