package dev.beryl.optimizers.quasi;

import dev.beryl.spi.Option;

/** The options of the quasi-random searches. */
public final class QuasiOptions {

  /** Whether a sequence is scrambled. */
  public static final Option<Boolean> SCRAMBLED =
      Option.flag(
              "scrambled",
              "whether the sequence is randomized by the seed; if not, it is the published one,"
                  + " whose first point is the lower end of every range")
          .orElse(true);

  /** The number of points of a Latin hypercube; without a value the study's budget decides. */
  public static final Option<Integer> POINTS =
      Option.integer(
          "points",
          1,
          Integer.MAX_VALUE,
          "points of each hypercube; if not given, the study's number of trials, or 64 in a study"
              + " without a budget");

  private QuasiOptions() {}
}
