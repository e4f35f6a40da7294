package dev.beryl.quality.racing;

import dev.beryl.race.Evidence.Decision;
import dev.beryl.race.PairedEvidence;
import dev.beryl.race.Thresholds;
import dev.beryl.random.PhiloxRandom;

/**
 * How often a pair of equal treatments is decided one way.
 *
 * @param paths the number of pairs
 * @param upward the number that cross the threshold first with a positive sum
 */
public record Crossings(int paths, int upward) {

  /** Pairs with normal differences of mean zero, at the calibrated threshold. */
  public static Crossings run(int maxBlocks, double error, int paths, int seed) {
    double threshold = Thresholds.calibrated(PairedEvidence.PRECISION, maxBlocks, error);
    var random = new PhiloxRandom(seed, maxBlocks);
    int upward = 0;
    for (int path = 0; path < paths; path++) {
      random.seek(path, 0);
      var evidence = new PairedEvidence(PairedEvidence.PRECISION, threshold);
      for (int block = 0; block < maxBlocks && evidence.crossing() == 0; block++) {
        evidence.add(random.nextGaussian());
      }
      upward += evidence.decided() == Decision.HIGHER ? 1 : 0;
    }
    return new Crossings(paths, upward);
  }

  /** The share that crosses upwards. */
  public double share() {
    return (double) upward / paths;
  }

  /** Whether the share is the error, up to 3 % of it, the error of the table, and chance. */
  public boolean isAsPromised(double error) {
    double chance = 3 * Math.sqrt(error * (1 - error) / paths);
    return Math.abs(share() - error) <= 0.03 * error + chance;
  }
}
