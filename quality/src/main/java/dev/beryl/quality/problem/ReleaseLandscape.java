package dev.beryl.quality.problem;

/** The functions of the release problems; each has its minimum at the origin. */
enum ReleaseLandscape implements Landscape {
  /** Sum of absolute values: a kink along every axis. */
  ABSOLUTE {
    @Override
    public double at(double[] y) {
      double sum = 0;
      for (double v : y) {
        sum += Math.abs(v);
      }
      return sum;
    }
  },
  /** Different powers: flatter and flatter from the first coordinate to the last. */
  POWERS {
    @Override
    public double at(double[] y) {
      double sum = 0;
      for (int i = 0; i < y.length; i++) {
        sum += StrictMath.pow(Math.abs(y[i]), 2 + 4.0 * i / (y.length - 1));
      }
      return sum;
    }
  },
  /** Cigar: one long axis. */
  CIGAR {
    @Override
    public double at(double[] y) {
      return y[0] * y[0] + 1e4 * squares(y, 1);
    }
  },
  /** Discus: one short axis. */
  DISCUS {
    @Override
    public double at(double[] y) {
      return 1e4 * y[0] * y[0] + squares(y, 1);
    }
  },
  /** Sharp ridge: downhill along an edge that is not differentiable. */
  RIDGE {
    @Override
    public double at(double[] y) {
      return y[0] * y[0] + 100 * Math.sqrt(squares(y, 1));
    }
  },
  /** Levy's function: local minima in every coordinate. */
  LEVY {
    @Override
    public double at(double[] y) {
      double sum = 0;
      for (int i = 0; i < y.length - 1; i++) {
        double w = 1 + y[i] / 4;
        double wave = StrictMath.sin(Math.PI * w + 1);
        sum += (w - 1) * (w - 1) * (1 + 10 * wave * wave);
      }
      double first = StrictMath.sin(Math.PI * (1 + y[0] / 4));
      double last = 1 + y[y.length - 1] / 4;
      double wave = StrictMath.sin(2 * Math.PI * last);
      return first * first + sum + (last - 1) * (last - 1) * (1 + wave * wave);
    }
  },
  /** Griewank's function, five times enlarged: a bowl with regular ripples. */
  GRIEWANK {
    @Override
    public double at(double[] y) {
      double product = 1;
      for (int i = 0; i < y.length; i++) {
        product *= StrictMath.cos(5 * y[i] / Math.sqrt(i + 1.0));
      }
      return 1 + 25 * squares(y, 0) / 400 - product;
    }
  },
  /** Schaffer's F7: ripples that grow finer towards the minimum. */
  SCHAFFER {
    @Override
    public double at(double[] y) {
      double sum = 0;
      for (int i = 0; i < y.length - 1; i++) {
        double s = Math.sqrt(y[i] * y[i] + y[i + 1] * y[i + 1]);
        double wave = StrictMath.sin(50 * StrictMath.pow(s, 0.2));
        sum += Math.sqrt(s) * (1 + wave * wave);
      }
      double mean = sum / (y.length - 1);
      return mean * mean;
    }
  };

  private static double squares(double[] y, int from) {
    double sum = 0;
    for (int i = from; i < y.length; i++) {
      sum += y[i] * y[i];
    }
    return sum;
  }
}
