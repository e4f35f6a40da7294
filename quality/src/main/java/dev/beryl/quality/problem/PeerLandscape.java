package dev.beryl.quality.problem;

/** The functions of the seventeen problems. */
enum PeerLandscape implements Landscape {
  /** The squared length. */
  SPHERE {
    @Override
    public double at(double[] y) {
      double sum = 0;
      for (double v : y) {
        sum += v * v;
      }
      return sum;
    }
  },
  /** An ellipsoid whose squared axes span a factor of 1000, a tenth of it. */
  ELLIPSOID {
    @Override
    public double at(double[] y) {
      double sum = 0;
      for (int i = 0; i < y.length; i++) {
        sum += StrictMath.pow(10, 3.0 * i / (y.length - 1)) * y[i] * y[i];
      }
      return sum / 10;
    }
  },
  /** Rosenbrock's banana valley. */
  ROSENBROCK {
    @Override
    public double at(double[] y) {
      double sum = 0;
      for (int i = 0; i < y.length - 1; i++) {
        double w = 0.5 * y[i] + 1;
        double bend = 0.5 * y[i + 1] + 1 - w * w;
        sum += 100 * (bend * bend) + (1 - w) * (1 - w);
      }
      return sum;
    }
  },
  /** Rastrigin's egg box: a sphere with local minima near all integers. */
  RASTRIGIN {
    @Override
    public double at(double[] y) {
      double sum = 0;
      for (double v : y) {
        sum += v * v - 10 * StrictMath.cos(2 * Math.PI * v) + 10;
      }
      return sum;
    }
  },
  /** Ackley's funnel with ripples. */
  ACKLEY {
    @Override
    public double at(double[] y) {
      double squares = 0;
      double cosines = 0;
      for (double v : y) {
        squares += v * v;
        cosines += StrictMath.cos(2 * Math.PI * v);
      }
      return -20 * StrictMath.exp(-0.2 * Math.sqrt(squares / y.length))
          - StrictMath.exp(cosines / y.length)
          + 20
          + Math.E;
    }
  },
  /** Styblinski and Tang's quartic: two minima in each coordinate, the lower one at −2.9035. */
  STYBLINSKI_TANG {
    @Override
    public double at(double[] y) {
      double sum = 0;
      for (double v : y) {
        double square = v * v;
        sum += square * square - 16 * square + 5 * v;
      }
      return sum / 2 + 39.16616570377142 * y.length;
    }

    @Override
    public double argmin() {
      return -2.903534027771177;
    }
  },
  /** A sphere of which two coordinates matter. */
  LOW_DIMENSIONAL {
    @Override
    public double at(double[] y) {
      double others = 0;
      for (int i = 2; i < y.length; i++) {
        others += y[i] * y[i];
      }
      return y[0] * y[0] + 3 * (y[1] * y[1]) + 0.01 * others;
    }
  };
}
