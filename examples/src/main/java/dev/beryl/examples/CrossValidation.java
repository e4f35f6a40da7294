package dev.beryl.examples;

import dev.beryl.Experiment;
import dev.beryl.Folds;
import dev.beryl.Resource;
import dev.beryl.Study;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.util.Arrays;
import java.util.Comparator;

/** How many neighbors should a regression average over? Each replicate is a fold. */
public final class CrossValidation {
  private static final int EXAMPLES = 200;
  private static final int FOLDS = 5;
  private static final double NOISE = 0.5;
  private static final double[] X = new double[EXAMPLES];
  private static final double[] Y = new double[EXAMPLES];

  static {
    var random = new PhiloxRandom(42, 0);
    for (int i = 0; i < EXAMPLES; i++) {
      X[i] = random.nextDouble(0, 10);
      Y[i] = StrictMath.sin(X[i]) + NOISE * random.nextGaussian();
    }
  }

  private CrossValidation() {}

  /** Searches for the number of neighbors with the least squared error. */
  public static void main(String[] args) {
    IntegerParameter neighbors = Parameter.integer("neighbors", 1, 60).log().withDefault(1);
    Resource<Folds> folds = Resource.of("folds", () -> Folds.of(EXAMPLES, FOLDS, 1));

    Experiment<Double> experiment =
        Experiment.from(ctx -> ctx.get(folds))
            .using(folds)
            .then(
                "judge",
                (division, ctx) -> {
                  int[] training = division.training(ctx.replicate());
                  int[] validation = division.validation(ctx.replicate());
                  double error = squaredError(training, validation, ctx.getInt(neighbors));
                  ctx.record("squared_error", error);
                  return error;
                })
            .build();

    StudyResult result =
        experiment.optimize(
            Study.of(SearchSpace.of(neighbors), Objective.minimize("squared_error"))
                .optimizer("tpe")
                .trials(30)
                .replicates(FOLDS)
                .seed(7));

    System.out.println(result.recommendation());
  }

  /** The mean over the examples that judge, each predicted by its nearest neighbors' mean. */
  private static double squaredError(int[] training, int[] validation, int neighbors) {
    double sum = 0;
    for (int judged : validation) {
      double predicted =
          Arrays.stream(training)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> Math.abs(X[i] - X[judged])))
              .limit(neighbors)
              .mapToDouble(i -> Y[i])
              .average()
              .orElseThrow();
      sum += (predicted - Y[judged]) * (predicted - Y[judged]);
    }
    return sum / validation.length;
  }
}
