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
  private int size;
  private int[] centers = new int[16];
  private double hit;
  private double logHit;
  private double logMiss;

  CategoricalColumn(int choices) {
    this.choices = choices;
  }

  @Override
  public void retain(boolean[] kept) {
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
  public void addLogDensities(double value, double[] sums) {
    int choice = (int) value;
    for (int i = 0; i < size; i++) {
      sums[i] += centers[i] == choice ? logHit : logMiss;
    }
    sums[size] -= StrictMath.log(choices);
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
