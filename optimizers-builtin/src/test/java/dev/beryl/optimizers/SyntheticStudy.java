package dev.beryl.optimizers;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A study of 100 random treatments, one after another, whose replicates report 27 steps of
 *
 * <pre>a + g step^-c + block + deviation + noise</pre>
 *
 * with a, g and c uniform in (0, 1), (0.5, 2.5) and (0.4, 1.2) for each treatment, so that curves
 * cross, and normal with standard deviation 0.3 for each replicate (common random numbers), 0.05
 * for each replicate of each treatment, and 0.05 for each report. The treatment is chosen that has
 * the least mean of last values among those that came to their end.
 *
 * @param cost steps that were run, as a share of all there are
 * @param regret of the chosen treatment, as a share of that of the median treatment; both without
 *     block, deviation and noise
 */
record SyntheticStudy(double cost, double regret) {
  private static final int TREATMENTS = 100;
  private static final int STEPS = 27;
  private static final double NOISE = 0.05;

  static SyntheticStudy run(@Nullable PrunerChoice factory, int replicates, long seed) {
    Pruner pruner = factory == null ? null : Pruning.create(factory, Pruning.LOSS, seed);
    var random = new PhiloxRandom(seed, 1);
    double[] blocks = new double[replicates];
    for (int r = 0; r < replicates; r++) {
      blocks[r] = 0.3 * random.nextGaussian();
    }
    double[] truths = new double[TREATMENTS];
    double least = Double.POSITIVE_INFINITY;
    double chosen = Double.NaN;
    int cost = 0;
    for (int t = 0; t < TREATMENTS; t++) {
      random.seek(t, 1);
      double a = random.nextDouble();
      double g = 0.5 + 2 * random.nextDouble();
      double c = 0.4 + 0.8 * random.nextDouble();
      truths[t] = a + g * StrictMath.pow(STEPS, -c);
      var reports = new ArrayList<Report>();
      Outcome outcome = Outcome.COMPLETED;
      double sum = 0;
      for (int r = 0; r < replicates && outcome == Outcome.COMPLETED; r++) {
        Pruner.Judge judge = pruner == null ? report -> false : pruner.begin(t, r);
        double deviation = NOISE * random.nextGaussian();
        double last = Double.NaN;
        for (int step = 1; step <= STEPS && outcome == Outcome.COMPLETED; step++) {
          double curve = a + g * StrictMath.pow(step, -c);
          last = curve + blocks[r] + deviation + NOISE * random.nextGaussian();
          cost++;
          var report = new Report(r, step, last);
          reports.add(report);
          if (step < STEPS && judge.prunes(report)) {
            outcome = new Outcome.Pruned(r, step);
          }
        }
        sum += last;
      }
      if (outcome == Outcome.COMPLETED && sum < least) {
        least = sum;
        chosen = truths[t];
      }
      if (pruner != null) {
        pruner.tell(Pruning.trial(t, Pruning.LOSS, outcome, reports));
      }
    }
    Arrays.sort(truths);
    double regret = (chosen - truths[0]) / (truths[TREATMENTS / 2] - truths[0]);
    return new SyntheticStudy((double) cost / (TREATMENTS * replicates * STEPS), regret);
  }
}
