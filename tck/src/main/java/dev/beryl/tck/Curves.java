package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Direction;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What replicates report in a study that is only played: curves that fall as a power of the step
 * towards a level, both drawn for each trial, with noise. They cross, so that some of those that
 * are bad early are good in the end.
 *
 * @param name as failures name it, and as property {@code beryl.tck.space} selects it
 * @param objectives how many values a report has
 */
record Curves(String name, int objectives, int replicates, int steps, Direction direction) {
  private static final long STREAM = 0x43555256; // CURV
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));
  private static final Treatment ANY = SPACE.fromUnit(new double[] {0.5});

  static final List<Curves> ALL =
      List.of(
          new Curves("one replicate", 1, 1, 12, Direction.MINIMIZE),
          new Curves("three replicates", 1, 3, 9, Direction.MINIMIZE),
          new Curves("ten replicates", 1, 10, 4, Direction.MINIMIZE),
          new Curves("two objectives", 2, 2, 9, Direction.MINIMIZE),
          new Curves("to be maximized", 1, 2, 9, Direction.MAXIMIZE));

  Curves mirrored() {
    return new Curves(
        name,
        objectives,
        replicates,
        steps,
        direction == Direction.MINIMIZE ? Direction.MAXIMIZE : Direction.MINIMIZE);
  }

  Problem problem() {
    return Problem.of(
        SPACE,
        IntStream.range(0, objectives)
            .mapToObj(i ->
                direction == Direction.MINIMIZE
                    ? Objective.minimize("metric" + i)
                    : Objective.maximize("metric" + i))
            .toList());
  }

  /** A trial of the only treatment that there is: what it is makes no difference to a pruner. */
  TrialBuilder trial(int number) {
    return Trial.of(number, ANY, problem());
  }

  /** The values that a replicate reports at a step, a pure function of the arguments. */
  double[] values(long seed, int trial, int replicate, int step) {
    var random = new PhiloxRandom(seed, STREAM);
    double[] values = new double[objectives];
    for (int i = 0; i < objectives; i++) {
      random.seek(trial, i);
      double level = random.nextDouble();
      double start = 0.5 + 2 * random.nextDouble();
      double power = 0.4 + 0.8 * random.nextDouble();
      random.seek(trial, (replicate + 1L) * 100_000 + step * 10L + i);
      double noise = 0.05 * (random.nextDouble() - 0.5);
      double loss = level + start * StrictMath.pow(step, -power) + noise;
      values[i] = direction.loss(loss);
    }
    return values;
  }

  /** The means over the first replicates of what they report last, a value for each objective. */
  double[] means(long seed, int trial, int replicates) {
    double[] means = new double[objectives];
    for (int r = 0; r < replicates; r++) {
      double[] values = values(seed, trial, r, steps);
      for (int i = 0; i < objectives; i++) {
        means[i] += values[i];
      }
    }
    for (int i = 0; i < objectives; i++) {
      means[i] /= replicates;
    }
    return means;
  }

  @Override
  public String toString() {
    return name;
  }
}
