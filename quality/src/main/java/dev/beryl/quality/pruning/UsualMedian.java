package dev.beryl.quality.pruning;

import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The median rule as it is usual for one replicate, applied to every replicate: its best loss so
 * far is compared with the median of the losses of those trials that came to the same step of the
 * same replicate, from the sixth trial on. Any replicate ends its trial.
 */
final class UsualMedian implements TrialEnding {
  private static final int STARTUP = 5;
  private static final int NONE = -1;
  private static final int BEST = 3;
  private static final int TOO_MANY = 2;

  private final int replicates;
  private final int steps;
  private final List<double[][]> curves = new ArrayList<>(); // by replicate and step; NaN: not come
  private final List<Trial> trials = new ArrayList<>();
  private double[][] own;
  private double best;

  UsualMedian(int replicates, int steps) {
    this.replicates = replicates;
    this.steps = steps;
    this.own = blank();
  }

  private double[][] blank() {
    double[][] curve = new double[replicates][steps];
    for (double[] each : curve) {
      Arrays.fill(each, Double.NaN);
    }
    return curve;
  }

  @Override
  public void begin(int trial) {
    own = blank();
  }

  @Override
  public boolean endsAt(int replicate, int step, double loss) {
    own[replicate][step - 1] = loss;
    best = step == 1 ? loss : Math.min(best, loss);
    return curves.size() >= STARTUP && isWorse(replicate, step, best, NONE);
  }

  private boolean isWorse(int replicate, int step, double loss, int except) {
    double[] others = new double[curves.size()];
    int count = 0;
    for (int i = 0; i < curves.size(); i++) {
      double there = curves.get(i)[replicate][step - 1];
      if (i != except && !Double.isNaN(there)) {
        others[count++] = there;
      }
    }
    Arrays.sort(others, 0, count);
    return count > 0 && loss > (others[(count - 1) / 2] + others[count / 2]) / 2;
  }

  @Override
  public boolean endsAfter(int ended, double mean) {
    return false;
  }

  @Override
  public void tell(Trial trial) {
    curves.add(own);
    trials.add(trial);
  }

  @Override
  public Optional<String> lookBack() {
    Integer[] order = new Integer[trials.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(loss(a), loss(b)));
    int stopped = 0;
    int completed = 0;
    for (int i = 0; i < Math.min(BEST, order.length); i++) {
      completed += trials.get(order[i]).isCompleted() ? 1 : 0;
      stopped += wouldStop(order[i]) ? 1 : 0;
    }
    return completed == BEST && stopped >= TOO_MANY
        ? Optional.of("stopped " + stopped)
        : Optional.empty();
  }

  private double loss(int trial) {
    Trial told = trials.get(trial);
    return told.isCompleted() ? told.loss() : Double.POSITIVE_INFINITY;
  }

  private boolean wouldStop(int trial) {
    double[][] curve = curves.get(trial);
    for (int r = 0; r < replicates; r++) {
      double least = Double.POSITIVE_INFINITY;
      for (int step = 1; step < steps; step++) {
        least = Math.min(least, curve[r][step - 1]);
        if (isWorse(r, step, least, trial)) {
          return true;
        }
      }
    }
    return false;
  }
}
