package dev.beryl.race;

import dev.beryl.fault.Faults;
import dev.beryl.study.Verdict.Method;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a race is run.
 *
 * @param objectives one or more; the race is by the first
 * @param constraints outcome constraints
 * @param confidence of its verdict, in (0.5, 1)
 * @param indifference a difference in the first objective that does not matter; 0: every one does
 * @param maxBlocks the largest number of blocks that are run, fixed beforehand
 * @param tolerated how many replicates of a finalist may fail before it is out
 * @param range of the first objective's values, if it was declared
 * @param everyBlock whether these are all the blocks that there are, such as folds of one split, so
 *     that every finalist runs all of them and nothing is uncertain then
 * @param seed of the bootstrap
 */
public record RaceSetting(
    List<Objective> objectives,
    List<OutcomeConstraint> constraints,
    double confidence,
    double indifference,
    int maxBlocks,
    int tolerated,
    @Nullable ValueRange range,
    boolean everyBlock,
    long seed) {

  /** Copies the lists, and checks that the race can compare by its first objective. */
  public RaceSetting {
    objectives = List.copyOf(objectives);
    constraints = List.copyOf(constraints);
    var faults = new Faults("race");
    faults.require(!objectives.isEmpty(), "objectives: expected one or more, got none");
    faults.require(
        confidence > 0.5 && confidence < 1,
        "confidence: expected it in (0.5, 1), got %s",
        confidence);
    faults.require(
        indifference >= 0 && indifference < Double.POSITIVE_INFINITY,
        "indifference: expected a finite difference >= 0, got %s",
        indifference);
    faults.require(maxBlocks >= 1, "replicates: expected >= 1, got %s", maxBlocks);
    faults.require(tolerated >= 0, "tolerated replicates: expected >= 0, got %s", tolerated);
    for (Objective objective : objectives) {
      String name = objective.aggregation().name();
      faults.require(
          !name.equals("sum") && !name.equals("last"),
          "objective '%s': a race can't compare by '%s', which depends on how many replicates there"
              + " are or on their order; use the mean",
          objective.metric(),
          name);
    }
    if (!objectives.isEmpty() && range != null) {
      String name = objectives.getFirst().aggregation().name();
      faults.require(
          name.equals("mean"),
          "range of values: expected an objective by the mean, got '%s'",
          name);
    }
    faults.require(
        !everyBlock || (range == null && indifference == 0),
        "a race over all replicates that there are leaves nothing uncertain: expected neither a"
            + " range of values nor an indifference, got %s and %s",
        range,
        indifference);
    if (!objectives.isEmpty() && indifference > 0) {
      String name = objectives.getFirst().aggregation().name();
      faults.require(
          name.equals("mean"),
          "indifference: expected 0 for an objective by '%s', got %s; a difference that does not"
              + " matter can be given for a mean",
          name,
          indifference);
    }
    faults.throwIfAny();
  }

  /**
   * A race by one objective, or by the first of several, with 95 % confidence.
   *
   * @param maxBlocks the largest number of blocks that are run
   * @return a setting without constraints, in which no replicate may fail
   */
  public static RaceSetting of(List<Objective> objectives, int maxBlocks) {
    return new RaceSetting(objectives, List.of(), 0.95, 0, maxBlocks, 0, null, false, 0);
  }

  /** {@return the probability a with which each claim may be wrong} */
  double error() {
    return 1 - confidence;
  }

  /** {@return how finalists are compared by the first objective} */
  Method method() {
    if (everyBlock) {
      return Method.EVERY_REPLICATE;
    }
    return indifference > 0 ? Method.INDIFFERENCE_ZONE : method(0);
  }

  /** {@return how values of an objective are compared} */
  Method method(int objective) {
    Aggregation aggregation = objectives.get(objective).aggregation();
    return switch (aggregation.name()) {
      case "mean" -> objective == 0 && range != null ? Method.BETTING : Method.PAIRED_T;
      case "median" -> Method.SIGNS;
      default -> Method.BOOTSTRAP;
    };
  }
}
