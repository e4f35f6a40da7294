package dev.beryl.quality.run;

import dev.beryl.quality.problem.Instance;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Treatment;
import java.util.Arrays;

/** Evaluates treatments of one instance and keeps the loss of the best observed so far. */
final class Evaluator {
  private static final long NOISE = 0x4E4F495345L; // spells NOISE in ASCII

  private final Instance instance;
  private final PhiloxRandom noise;
  private final int replicates;
  private final double[] incumbents;
  private double bestObserved = Double.POSITIVE_INFINITY;
  private double incumbent = Double.POSITIVE_INFINITY;
  private int trials;

  Evaluator(Instance instance, Budget budget, long seed) {
    this.instance = instance;
    this.noise = new PhiloxRandom(seed, NOISE);
    this.replicates = budget.replicates();
    this.incumbents = new double[budget.trials()];
  }

  /** {@return how many trials are left} */
  int left() {
    return incumbents.length - trials;
  }

  /** {@return what was observed, one value for each replicate} */
  double[] evaluate(Treatment treatment) {
    double loss = instance.loss(treatment);
    double[] observed = new double[replicates];
    Arrays.fill(observed, loss);
    if (instance.noise() > 0) {
      noise.seek(trials, 0);
      for (int r = 0; r < replicates; r++) {
        observed[r] += instance.noise() * noise.nextGaussian();
      }
    }
    double mean = Arrays.stream(observed).average().orElseThrow();
    if (mean < bestObserved) {
      bestObserved = mean;
      incumbent = loss;
    }
    incumbents[trials++] = incumbent;
    return observed;
  }

  /** {@return the curve, the last value repeated} */
  double[] finish() {
    Arrays.fill(incumbents, trials, incumbents.length, incumbent);
    return incumbents;
  }
}
