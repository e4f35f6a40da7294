package dev.beryl.spi;

/**
 * Something that not every optimizer can do, and that a user chooses by.
 *
 * <p>The first four say what {@link OptimizerProvider#create} accepts; it refuses a setting that
 * needs one that is declined. The others are claims about what an optimizer does, and a contract
 * test holds it to them.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="lacking"}
 */
public enum Capability {
  /** Searches spaces in which a parameter has a continuum of values. */
  CONTINUUM,

  /** Searches spaces with categorical or ordinal parameters. */
  CHOICES,

  /** Searches spaces in which a parameter is active only under some values of another. */
  CONDITIONS,

  /** Searches for several objectives at once. */
  OBJECTIVES,

  /**
   * Asks the space's hard constraints before it proposes, so that few proposals are rejected (rule
   * 10). Without it, a study with constraints runs all the same, and tells of the rejections.
   */
  HARD_CONSTRAINTS,

  /**
   * Goes through a finite space without repetition and then ends (rule 3). Without it, a finite
   * space is searched for as long as the study goes on, and treatments may come again.
   */
  EXHAUSTIVE,

  /** Learns from what it is told, and so does better than random search (rule 14). */
  LEARNING
}
