package dev.beryl.spi;

/**
 * An ability that not every optimizer has, and by which a user chooses an optimizer.
 *
 * <p>The first four say which settings {@link OptimizerProvider#create} accepts; it refuses a
 * setting that needs one that is not declared. The others are claims about what an optimizer does,
 * which contract tests check.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="lacking"}
 */
public enum Capability {
  /** Searches spaces in which a parameter has a continuum of values. */
  CONTINUUM,

  /** Searches spaces with categorical or ordinal parameters. */
  CHOICES,

  /** Searches spaces in which a parameter is active only for some values of another. */
  CONDITIONS,

  /** Searches for several objectives at once. */
  OBJECTIVES,

  /**
   * Checks the space's hard constraints before it proposes, so that few proposals are rejected
   * (rule 10). Without it, a study with constraints still runs, and tells the optimizer of the
   * rejections.
   */
  HARD_CONSTRAINTS,

  /**
   * Learns from the {@linkplain dev.beryl.trial.Trial#excess excesses} of trials that violate an
   * outcome constraint, so that more proposals are feasible (rule 15). Without it, a study with
   * outcome constraints still runs and never calls an infeasible trial the best, but the optimizer
   * goes by the losses alone.
   */
  OUTCOME_CONSTRAINTS,

  /**
   * Proposes each treatment of a finite space once and then ends (rule 3). Without it, the search
   * of a finite space lasts as long as the study, and treatments may be proposed again.
   */
  EXHAUSTIVE,

  /** Learns from the trials that it is told, and so does better than random search (rule 14). */
  LEARNING
}
