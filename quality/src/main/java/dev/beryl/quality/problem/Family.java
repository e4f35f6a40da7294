package dev.beryl.quality.problem;

import static dev.beryl.quality.problem.ReleaseLandscape.ABSOLUTE;
import static dev.beryl.quality.problem.ReleaseLandscape.CIGAR;
import static dev.beryl.quality.problem.ReleaseLandscape.DISCUS;
import static dev.beryl.quality.problem.ReleaseLandscape.GRIEWANK;
import static dev.beryl.quality.problem.ReleaseLandscape.LEVY;
import static dev.beryl.quality.problem.ReleaseLandscape.POWERS;
import static dev.beryl.quality.problem.ReleaseLandscape.RIDGE;
import static dev.beryl.quality.problem.ReleaseLandscape.SCHAFFER;

import java.util.List;

/**
 * The kinds of problem on which releases are compared with each other. Losses are scaled so that
 * the median of uniform points is 1, and the minimum is 0.
 */
public enum Family {
  /** Sums over single reals. */
  SEPARABLE,
  /** Turned and badly conditioned, without local minima. */
  ROTATED,
  /** With local minima, and turned. */
  MULTIMODAL,
  /** Sums over single reals, with the minimum at an end of every other range. */
  BOUNDARY,
  /** Reals, integers and categories together. */
  MIXED,
  /** A choice of methods with parameters of their own. */
  CONDITIONAL,
  /** Sums over single reals, observed with noise, three replicates a trial. */
  NOISY;

  /** {@return three problems, from the smallest on} */
  public List<TestProblem> problems() {
    return switch (this) {
      case SEPARABLE -> List.of(reals(ABSOLUTE, 4), reals(POWERS, 6), reals(ABSOLUTE, 8));
      case ROTATED -> List.of(reals(RIDGE, 4), reals(DISCUS, 6), reals(CIGAR, 8));
      case MULTIMODAL -> List.of(reals(SCHAFFER, 4), reals(LEVY, 6), reals(GRIEWANK, 8));
      case BOUNDARY -> List.of(reals(ABSOLUTE, 4), reals(POWERS, 6), reals(DISCUS, 8));
      case MIXED ->
          List.of(
              new ReleaseProblem(this, ABSOLUTE, 2, 1, 1),
              new ReleaseProblem(this, POWERS, 2, 2, 2),
              new ReleaseProblem(this, LEVY, 4, 2, 2));
      case CONDITIONAL ->
          List.of(new ConditionalProblem(1), new ConditionalProblem(2), new ConditionalProblem(3));
      case NOISY -> List.of(reals(ABSOLUTE, 4), reals(POWERS, 6), reals(LEVY, 8));
    };
  }

  /**
   * Returns the kind of its smallest problem at another size.
   *
   * @param dimension how many parameters
   * @throws IllegalArgumentException if it has conditions, whose number is fixed
   */
  public TestProblem problem(int dimension) {
    return switch (this) {
      case SEPARABLE, BOUNDARY, NOISY -> reals(ABSOLUTE, dimension);
      case ROTATED -> reals(RIDGE, dimension);
      case MULTIMODAL -> reals(SCHAFFER, dimension);
      case MIXED -> {
        int quarter = dimension / 4;
        yield new ReleaseProblem(this, ABSOLUTE, dimension - 2 * quarter, quarter, quarter);
      }
      case CONDITIONAL ->
          throw new IllegalArgumentException(
              "expected a family without conditions for problems of " + dimension + " parameters");
    };
  }

  private TestProblem reals(ReleaseLandscape landscape, int dimension) {
    return new ReleaseProblem(this, landscape, dimension, 0, 0);
  }

  /** {@return how often each trial is evaluated} */
  public int replicates() {
    return this == NOISY ? 3 : 1;
  }
}
