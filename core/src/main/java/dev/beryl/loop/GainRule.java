package dev.beryl.loop;

import dev.beryl.study.Ending;
import dev.beryl.study.ExpectedGain;
import dev.beryl.text.Numbers;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The rule that ends a study once the next trials can be expected to gain too little. Two estimates
 * are made from a window of the last trials; the larger one counts.
 *
 * <p>What luck will gain: the lowest losses of the window are taken as an exponential tail. Of w
 * trials, k are below a threshold, by s on average. Then a trial is better than the best b with the
 * probability p = k/w exp(-(threshold - b)/s), and the least of m trials is below it by s (1 - (1 -
 * p)^j)/j, summed over j = 1, …, m, on average. Losses near a minimum have a shorter tail, so this
 * is rather too high. Noise of standard deviation d has a tail of d/2 itself, which is taken off in
 * quadrature.
 *
 * <p>What learning will gain: as much a trial as the best got better in the window.
 */
final class GainRule {
  private static final int LEAST = 30; // trials in the window, to see a tail at all
  private static final int MOST = 100; // or more, if the gain is that of many trials
  private static final int LEAST_IN_TAIL = 4;
  private static final int TAIL = 10; // a tenth of the window
  private static final double TAIL_OF_NOISE = 0.5; // between 0.47 and 0.56 of its deviation

  private final ExpectedGain.Below rule;
  private final int ahead;
  private final DoubleArrayList bests = new DoubleArrayList(); // after each trial

  GainRule(ExpectedGain.Below rule) {
    this.rule = rule;
    this.ahead = rule.trials();
  }

  /**
   * What can be expected.
   *
   * @param gain infinite: too little is known
   * @param noise the standard deviation of a trial's value; 0: none, or not known
   */
  record Estimate(double gain, double noise) {
    private static final Estimate UNKNOWN = new Estimate(Double.POSITIVE_INFINITY, 0);
  }

  /**
   * Returns why a study ends after a trial; null if it continues.
   *
   * @param told how many trials were told, at least 1
   * @param trial by its place in the order of telling
   * @param best the least loss of a feasible trial; infinite if there is none
   */
  @Nullable StudyEnd afterTrial(int told, IntFunction<Trial> trial, double best) {
    Estimate estimate = estimate(told, trial, best);
    double limit = rule.limit().orElse(estimate.noise());
    if (!(estimate.gain() < limit)) {
      return null;
    }
    return StudyEnd.of(
        Ending.SMALL_GAIN,
        "expected gain of the next %s trials %s < %s"
            .formatted(
                ahead,
                Numbers.upTo(estimate.gain(), estimate.gain()),
                rule.limit().isPresent()
                    ? Numbers.shown(limit)
                    : Numbers.upTo(limit, limit) + ", the noise of a trial's value"));
  }

  /** As {@link #afterTrial}. */
  Estimate estimate(int told, IntFunction<Trial> trial, double best) {
    while (bests.size() < told) {
      bests.add(best);
    }
    bests.set(told - 1, best); // a trial may have got further replicates instead
    int window = window(told);
    if (told <= window) {
      return Estimate.UNKNOWN;
    }
    double learned = Math.max(0, bests.get(told - 1 - window) - best) * ahead / window;
    Estimate lucky = lucky(window, feasible(told - window, told, trial), best);
    return new Estimate(Math.max(learned, lucky.gain()), lucky.noise());
  }

  /** How many of the last trials are looked at. */
  private int window(int told) {
    long least = Math.max(LEAST, 3L * ahead);
    long most = Math.max(MOST, 10L * ahead);
    return (int) Math.min(Integer.MAX_VALUE, Math.clamp(told / 2, least, most));
  }

  /** Some of the trials, by their loss. */
  private static List<Trial> feasible(int from, int to, IntFunction<Trial> trial) {
    var feasible = new ArrayList<Trial>();
    for (int row = from; row < to; row++) {
      Trial one = trial.apply(row);
      if (one.isFeasible()) {
        feasible.add(one);
      }
    }
    feasible.sort(Comparator.comparingDouble(Trial::loss)); // stable: equal ones as they were told
    return feasible;
  }

  private Estimate lucky(int window, List<Trial> feasible, double best) {
    int size = Math.max(LEAST_IN_TAIL, window / TAIL);
    if (feasible.size() <= size) {
      return Estimate.UNKNOWN;
    }
    List<Trial> tail = feasible.subList(0, size);
    double threshold = feasible.get(size).loss();
    double excess = 0;
    for (Trial one : tail) {
      excess += (threshold - one.loss()) / size;
    }
    double noise = TailNoise.of(tail);
    double ofNoise = TAIL_OF_NOISE * noise;
    if (!(excess > ofNoise)) {
      return new Estimate(0, noise);
    }
    double p = (double) size / window * StrictMath.exp((best - threshold) / excess);
    double own = Math.sqrt((excess - ofNoise) * (excess + ofNoise));
    return new Estimate(own * meanMaximum(p), noise);
  }

  /**
   * The mean of the largest of m values, each of which is exponential with probability p, and else
   * 0; in units of the exponential's mean.
   */
  private double meanMaximum(double p) {
    double none = 1;
    double sum = 0;
    for (int j = 1; j <= ahead; j++) {
      none *= 1 - p;
      sum += (1 - none) / j;
    }
    return sum;
  }
}
