package dev.beryl.optimizers.tpe;

import dev.beryl.random.PhiloxRandom;
import java.util.Arrays;

/**
 * Categorical kernels: of n kernels, the prior among them, each gives 1 to its own choice and 1/n
 * to every choice, normalized; the prior is uniform. The smoothing fades as data grow. With more
 * than 50 choices the uniform part is at most one half.
 */
final class CategoricalColumn implements KernelColumn {
  private static final int MANY_CHOICES = 50;

  private final int choices;
  private final double logPrior;
  private int size;
  private int[] centers = new int[16];
  private double hit;
  private double logHit;
  private double logMiss;
  private int looked; // the choice that is looked at

  CategoricalColumn(int choices) {
    this.choices = choices;
    this.logPrior = -StrictMath.log(choices);
  }

  @Override
  public void retain(boolean[] kept, int[] moved) {
    int to = 0;
    for (int from = 0; from < size; from++) {
      if (kept[from]) {
        centers[to++] = centers[from];
      }
    }
    size = to;
  }

  @Override
  public void insert(int position, double value) {
    if (size == centers.length) {
      centers = Arrays.copyOf(centers, 2 * size);
    }
    System.arraycopy(centers, position, centers, position + 1, size - position);
    centers[position] = (int) value;
    size++;
  }

  @Override
  public void fit(double[] weights, int numericFeatures) {
    double uniform = 1.0 / (size + 1);
    if (choices > MANY_CHOICES) {
      uniform = Math.min(uniform, 1.0 / choices);
    }
    double total = 1 + choices * uniform;
    hit = 1 / total;
    logHit = StrictMath.log((1 + uniform) / total);
    logMiss = StrictMath.log(uniform / total);
  }

  @Override
  public void lookAt(double value) {
    looked = (int) value;
  }

  @Override
  public double most() {
    return logHit;
  }

  @Override
  public void addBounds(double[] sums, int from, int to) {
    for (int i = from; i < to; i++) {
      sums[i] += logDensity(i);
    }
  }

  @Override
  public boolean hasExactBounds() {
    return true;
  }

  @Override
  public void addLogDensities(int[] some, int count, double[] sums, double[] room) {
    for (int k = 0; k < count; k++) {
      sums[some[k]] += some[k] < size ? logDensity(some[k]) : logPrior;
    }
  }

  private double logDensity(int position) {
    return centers[position] == looked ? logHit : logMiss;
  }

  @Override
  public double sample(int position, PhiloxRandom random) {
    double u = random.nextDouble();
    if (position < size) {
      if (u < hit) {
        return centers[position];
      }
      u = (u - hit) / (1 - hit);
    }
    return Math.min(choices - 1, (int) (u * choices));
  }
}
