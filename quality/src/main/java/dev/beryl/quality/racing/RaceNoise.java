package dev.beryl.quality.racing;

import java.util.random.RandomGenerator;

/** Distributions of the noise of one finalist in one block, of mean 0 and deviation 1. */
public enum RaceNoise {
  /** Normal. */
  NORMAL {
    @Override
    double draw(RandomGenerator random) {
      return random.nextGaussian();
    }
  },
  /** Student's t with three degrees of freedom: heavy tails. */
  T3 {
    @Override
    double draw(RandomGenerator random) {
      double squares = 0;
      for (int i = 0; i < DEGREES; i++) {
        double normal = random.nextGaussian();
        squares += normal * normal;
      }
      return random.nextGaussian() / Math.sqrt(squares); // of variance 1, t/√3
    }
  },
  /** A log-normal one, of sigma 1 before it is standardized: a long right tail. */
  SKEWED {
    @Override
    double draw(RandomGenerator random) {
      double mean = Math.exp(0.5);
      double deviation = Math.sqrt((Math.E - 1) * Math.E);
      return (Math.exp(random.nextGaussian()) - mean) / deviation;
    }
  };

  private static final int DEGREES = 3;

  abstract double draw(RandomGenerator random);
}
