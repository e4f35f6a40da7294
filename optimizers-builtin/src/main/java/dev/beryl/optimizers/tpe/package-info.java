/**
 * The tree-structured Parzen estimator: trials are split into good and other ones, a kernel density
 * estimate is fitted to each, and what is likely among the good and unlikely among the others is
 * proposed.
 *
 * <p>The way of a proposal: {@code TrialHistory} keeps the trials, {@code Splitter} divides them
 * into {@code WeightedRows} of both sides, a {@code GroupModel} for each group of parameters fits
 * two {@code ParzenEstimator}s and draws candidates, and {@code TpeOptimizer} puts the best
 * together.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.tpe;
