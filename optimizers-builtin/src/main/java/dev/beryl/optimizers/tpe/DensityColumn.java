package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.model.Feature;

/** Kernels of a parameter with a continuum of values: their densities. */
final class DensityColumn extends NumericColumn {
  private double looked; // the value that is looked at

  DensityColumn(Feature.Numeric feature, Bandwidth bandwidth) {
    super(feature, bandwidth);
  }

  @Override
  public void lookAt(double value) {
    looked = value;
  }

  @Override
  public double most() {
    return largestScale;
  }

  @Override
  public void addBounds(double[] sums, int from, int to) {
    double[] place = places;
    double[] precision = precisions;
    double[] logScale = logScales;
    double value = looked;
    for (int i = from; i < to; i++) {
      double distance = value - place[i];
      sums[i] += logScale[i] - distance * distance * precision[i];
    }
  }

  @Override
  public boolean hasExactBounds() {
    return true;
  }

  @Override
  public void addLogDensities(int[] some, int count, double[] sums, double[] room) {
    for (int k = 0; k < count; k++) {
      int i = some[k];
      double distance = looked - places[i];
      sums[i] += logScales[i] - distance * distance * precisions[i];
    }
  }
}
