package dev.beryl.execution.local;

import dev.beryl.random.Seeds;

/** The seeds of a study's replicates. Immutable. */
public final class ReplicateSeeds {
  private final long studySeed;
  private final boolean common;
  private final long[] ofReplicate;

  /**
   * Derives seeds.
   *
   * @param replicates how many replicates a trial has; later ones have seeds, too
   * @param common whether a replicate has the same seed in every trial
   */
  public ReplicateSeeds(long studySeed, int replicates, boolean common) {
    this.studySeed = studySeed;
    this.common = common;
    this.ofReplicate = new long[common ? replicates : 0];
    for (int r = 0; r < ofReplicate.length; r++) {
      ofReplicate[r] = Seeds.replicate(studySeed, r);
    }
  }

  /**
   * A replicate's seed.
   *
   * @param replicate the replicate, from 0
   * @return the seed
   */
  public long of(int trial, int replicate) {
    if (!common) {
      return Seeds.independent(studySeed, trial, replicate);
    }
    return replicate < ofReplicate.length
        ? ofReplicate[replicate]
        : Seeds.replicate(studySeed, replicate);
  }
}
