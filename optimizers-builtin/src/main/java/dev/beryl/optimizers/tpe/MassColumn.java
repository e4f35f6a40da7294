package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.math.TruncatedNormal;
import dev.beryl.optimizers.model.Cells;
import dev.beryl.optimizers.model.Feature;
import dev.beryl.random.PhiloxRandom;

/** Kernels of a stepped parameter: each gives a value the mass of its cell. */
final class MassColumn extends NumericColumn {
  /** Cells up to this share of the narrowest kernel have their mass by a series. */
  private static final double NARROW = 0.5;

  /** The ends of narrower cells can't be told apart well enough for the mass between them. */
  private static final double NARROWEST = 0x1p-40;

  /** Fewer kernels have every mass computed exactly. */
  private static final int MANY = 64;

  /** By how much the series may exceed the logarithm of a mass. */
  private static final double SLACK = 1e-4;

  private int[] twins = new int[17]; // the first of the kernels of a place and width, by position
  private double low; // the cell that is looked at
  private double high;
  private double cellWidth;
  private double logWidth; // of the cell
  private boolean isNarrow;

  MassColumn(Feature.Numeric feature, Bandwidth bandwidth) {
    super(feature, bandwidth);
  }

  @Override
  public void fit(double[] weights, int numericFeatures) {
    super.fit(weights, numericFeatures);
    if (twins.length <= size) {
      twins = new int[places.length];
    }
    twins[size] = size;
    int first = size;
    for (int i = 0; i < size; i++) {
      int position = sorted[i];
      if (places[position] != places[first] || widths[position] != widths[first]) {
        first = position;
      }
      twins[position] = first;
    }
  }

  @Override
  public void lookAt(double value) {
    Cells cells = feature.cells();
    low = cells.low(value);
    high = cells.high(value);
    cellWidth = cells.width(value);
    logWidth = StrictMath.log(cellWidth);
    isNarrow = cellWidth < NARROWEST || (size >= MANY && cellWidth <= NARROW * narrowest);
  }

  @Override
  public double most() {
    return Math.min(0, largestScale + logWidth) + SLACK;
  }

  /**
   * A mass is at most e to minus half the squared distance of the cell's nearer end in widths, and
   * at most the density there times the cell's width.
   */
  @Override
  public void addBounds(double[] sums, int from, int to) {
    double[] place = places;
    double[] precision = precisions;
    double[] logScale = logScales;
    double center = (low + high) / 2;
    double half = (high - low) / 2;
    double log = logWidth;
    for (int i = from; i < to; i++) {
      double distance = Math.max(0, Math.abs(center - place[i]) - half);
      sums[i] += Math.min(0, logScale[i] + log) - distance * distance * precision[i] + SLACK;
    }
  }

  @Override
  public boolean hasExactBounds() {
    return false;
  }

  @Override
  public void addLogDensities(int[] some, int count, double[] sums, double[] room) {
    if (isNarrow) {
      addNarrowMasses(some, count, sums);
    } else {
      addMasses(some, count, sums, room);
    }
  }

  /**
   * The mass of a cell of half the width h around z, both in widths of the kernel, is 2h times the
   * density at z times the exponential of a series in h², of which four terms are taken. With h up
   * to 1/4 the relative error is below 1e-6 up to three widths from the kernel.
   */
  private void addNarrowMasses(int[] some, int count, double[] sums) {
    double center = low + cellWidth / 2;
    double square = cellWidth * cellWidth / 2;
    for (int k = 0; k < count; k++) {
      int i = some[k];
      double distance = center - places[i];
      double half = distance * distance * precisions[i];
      double h = square * precisions[i]; // h²
      double z = 2 * half; // z²
      double fourth = (z * (z * (z * (3 * z + 24) + 36) - 8) + 2) * (1.0 / 113_400);
      double third = (z * (z * (z + 6) + 3) - 1) * (1.0 / 2835);
      double second = (z * (z + 4) - 2) * (1.0 / 180);
      double first = (z - 1) * (1.0 / 6);
      sums[i] +=
          logScales[i] + logWidth - half + h * (first - h * (second - h * (third - h * fourth)));
    }
  }

  /** Kernels of equal place and width have the same mass. */
  private void addMasses(int[] some, int count, double[] sums, double[] masses) {
    for (int k = 0; k < count; k++) {
      masses[twins[some[k]]] = Double.NaN;
    }
    for (int k = 0; k < count; k++) {
      int twin = twins[some[k]];
      if (Double.isNaN(masses[twin])) {
        masses[twin] = logMass(twin);
      }
      sums[some[k]] += masses[twin];
    }
  }

  private double logMass(int position) {
    double place = places[position];
    double width = widths[position];
    return TruncatedNormal.logMass((low - place) / width, (high - place) / width)
        - logMasses[position];
  }

  @Override
  public double sample(int position, PhiloxRandom random) {
    return feature.value(feature.coordinate(super.sample(position, random)));
  }
}
