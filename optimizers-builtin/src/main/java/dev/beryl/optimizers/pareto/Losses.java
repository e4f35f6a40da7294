package dev.beryl.optimizers.pareto;

/** The losses of points, which are known by numbers of the caller's. All losses are minimized. */
public interface Losses {
  /** {@return how many losses each point has} */
  int objectives();

  /** The loss of a point under an objective. */
  double loss(int point, int objective);

  /** Whether a point precedes another within a front. */
  boolean precedes(int point, int other);
}
