package dev.beryl.quality.run;

/**
 * How much a search may spend.
 *
 * @param trials how many treatments it may propose, at least 1
 * @param replicates how often each is evaluated, at least 1
 * @param parallelism how many proposals are made before the first of them is answered, at least 1
 */
public record Budget(int trials, int replicates, int parallelism) {

  /** A budget. */
  public Budget {
    if (!(trials >= 1 && replicates >= 1 && parallelism >= 1)) {
      throw new IllegalArgumentException(
          "budget: expected trials, replicates, parallelism >= 1, got %s, %s, %s"
              .formatted(trials, replicates, parallelism));
    }
  }

  /** {@return a budget of this number of trials, one at a time, of one evaluation each} */
  public static Budget trials(int trials) {
    return new Budget(trials, 1, 1);
  }
}
