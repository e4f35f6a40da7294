package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.math.TruncatedNormal;
import dev.beryl.optimizers.model.Feature;
import dev.beryl.random.PhiloxRandom;
import java.util.Arrays;

/**
 * Normal kernels truncated to [0, 1]. They are also kept in the order of their places, so that
 * bandwidths need no sorting.
 */
abstract sealed class NumericColumn implements KernelColumn permits DensityColumn, MassColumn {
  private static final double LOG_ROOT_TWO_PI = 0.9189385332046727;

  final Feature.Numeric feature;
  private final Bandwidth bandwidth;
  int size;
  double[] places = new double[16];
  double[] widths = new double[16]; // NaN: not known
  double[] precisions = new double[16]; // 1 / (2 width²)
  double[] logMasses = new double[16]; // of the kernel inside [0, 1]
  double[] logScales = new double[16]; // the log density at the kernel's place
  double narrowest = 1; // width of a kernel
  double largestScale; // logarithm
  int[] sorted = new int[16]; // positions by place

  NumericColumn(Feature.Numeric feature, Bandwidth bandwidth) {
    this.feature = feature;
    this.bandwidth = bandwidth;
    placePrior();
  }

  private void placePrior() {
    places[size] = 0.5;
    setWidth(size, 1);
  }

  /** A column without kernels for a feature. */
  static NumericColumn of(Feature.Numeric feature, Bandwidth bandwidth) {
    return feature.cells().levels() == 0
        ? new DensityColumn(feature, bandwidth)
        : new MassColumn(feature, bandwidth);
  }

  @Override
  public void retain(boolean[] kept, int[] moved) {
    int to = 0;
    int from = 0;
    while (from < size) {
      int end = from;
      for (; end < size && kept[end]; end++) {
        moved[end] = to + end - from;
      }
      move(from, to, end - from);
      to += end - from;
      for (from = end; from < size && !kept[from]; from++) {
        moved[from] = -1;
      }
    }
    int at = 0;
    for (int i = 0; i < size; i++) {
      int position = moved[sorted[i]];
      if (position >= 0) {
        sorted[at++] = position;
      }
    }
    size = to;
    placePrior();
  }

  private void move(int from, int to, int count) {
    if (from == to || count == 0) {
      return;
    }
    System.arraycopy(places, from, places, to, count);
    System.arraycopy(widths, from, widths, to, count);
    System.arraycopy(precisions, from, precisions, to, count);
    System.arraycopy(logMasses, from, logMasses, to, count);
    System.arraycopy(logScales, from, logScales, to, count);
  }

  @Override
  public void insert(int position, double value) {
    if (size + 1 == places.length) {
      int capacity = 2 * places.length;
      places = Arrays.copyOf(places, capacity);
      widths = Arrays.copyOf(widths, capacity);
      precisions = Arrays.copyOf(precisions, capacity);
      logMasses = Arrays.copyOf(logMasses, capacity);
      logScales = Arrays.copyOf(logScales, capacity);
      sorted = Arrays.copyOf(sorted, capacity);
    }
    move(position, position + 1, size + 1 - position);
    if (position < size) {
      for (int i = 0; i < size; i++) {
        sorted[i] += sorted[i] >= position ? 1 : 0;
      }
    }
    places[position] = value;
    widths[position] = Double.NaN;
    int rank = rank(position, value);
    System.arraycopy(sorted, rank, sorted, rank + 1, size - rank);
    sorted[rank] = position;
    size++;
  }

  /** Where a kernel comes in the order of places; among equal places by position. */
  private int rank(int position, double value) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      double other = places[sorted[middle]];
      if (other < value || (other == value && sorted[middle] < position)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public void fit(double[] weights, int numericFeatures) {
    narrowest = 1;
    largestScale = Double.NEGATIVE_INFINITY;
    if (size == 0) {
      return;
    }
    switch (bandwidth) {
      case Bandwidth.Scott scott -> {
        double width =
            scott.width(places, weights, size, numericFeatures, feature.cells().levels());
        for (int i = 0; i < size; i++) {
          changeWidth(i, width);
        }
      }
      case Bandwidth.Neighbor neighbor -> fitNeighbors(neighbor.endpoints() || size == 1);
    }
  }

  private void fitNeighbors(boolean endpoints) {
    double least = 1.0 / Math.min(100, size + 2);
    double left = endpoints ? places[sorted[0]] : 0;
    for (int i = 0; i < size; i++) {
      int position = sorted[i];
      double right =
          i + 1 < size
              ? places[sorted[i + 1]] - places[position]
              : endpoints ? 1 - places[position] : 0;
      changeWidth(position, Math.clamp(Math.max(left, right), least, 1));
      left = right;
    }
  }

  private void changeWidth(int position, double width) {
    narrowest = Math.min(narrowest, width);
    if (widths[position] != width) {
      setWidth(position, width);
    }
    largestScale = Math.max(largestScale, logScales[position]);
  }

  private void setWidth(int position, double width) {
    double place = places[position];
    widths[position] = width;
    precisions[position] = 0.5 / (width * width);
    logMasses[position] = TruncatedNormal.logMass(-place / width, (1 - place) / width);
    logScales[position] = -StrictMath.log(width) - LOG_ROOT_TWO_PI - logMasses[position];
  }

  /** The place of a kernel. */
  double place(int position) {
    return places[position];
  }

  /** The width of a kernel. */
  double width(int position) {
    return widths[position];
  }

  @Override
  public double sample(int position, PhiloxRandom random) {
    double place = places[position];
    double width = widths[position];
    double deviation =
        TruncatedNormal.quantile(-place / width, (1 - place) / width, random.nextDouble());
    return Math.clamp(place + width * deviation, 0, 1);
  }
}
