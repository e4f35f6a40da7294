/**
 * The covariance matrix adaptation evolution strategy: the search distribution and its adaptation,
 * sampling, boundaries, integers and categories, stopping and restarts, and the optimizer that puts
 * them together.
 *
 * @see <a href="https://arxiv.org/abs/1604.00772">Hansen, The CMA evolution strategy: a
 *     tutorial</a>
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.cma;
