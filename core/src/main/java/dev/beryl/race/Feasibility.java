package dev.beryl.race;

import dev.beryl.race.Evidence.Decision;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Samples;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the values of finalists show of the outcome constraints, one by one. Constraints on a mean
 * or a median have evidence; others are judged by their aggregate in the end.
 */
final class Feasibility {
  private final List<OutcomeConstraint> constraints;
  private final int firstColumn;
  private final @Nullable Evidence[][] evidence; // by finalist and constraint; null: none

  Feasibility(int finalists, RaceSetting setting, double error) {
    this.constraints = setting.constraints();
    this.firstColumn = setting.objectives().size();
    this.evidence = new Evidence[finalists][constraints.size()];
    for (Evidence[] own : evidence) {
      for (int c = 0; c < own.length; c++) {
        own[c] =
            switch (constraints.get(c).aggregation().name()) {
              case "mean" ->
                  new PairedEvidence(
                      PairedEvidence.PRECISION,
                      Thresholds.calibrated(PairedEvidence.PRECISION, setting.maxBlocks(), error));
              case "median" -> new SignEvidence(error);
              default -> null;
            };
      }
    }
  }

  void enter(int finalist, int block, RaceValues values) {
    for (int c = 0; c < constraints.size(); c++) {
      Evidence own = evidence[finalist][c];
      double value = values.get(finalist, firstColumn + c, block);
      if (own != null && !Double.isNaN(value)) {
        own.add(Math.clamp(constraints.get(c).excess(value), -Double.MAX_VALUE, Double.MAX_VALUE));
      }
    }
  }

  /** The first constraint that the finalist is shown to violate; null if there is none. */
  @Nullable OutcomeConstraint violated(int finalist) {
    for (int c = 0; c < constraints.size(); c++) {
      if (isDecided(finalist, c, Decision.HIGHER)) {
        return constraints.get(c);
      }
    }
    return null;
  }

  /** Whether the finalist is shown to satisfy all constraints. */
  boolean isCertain(int finalist) {
    for (int c = 0; c < constraints.size(); c++) {
      if (!isCertain(finalist, c)) {
        return false;
      }
    }
    return true;
  }

  boolean isCertain(int finalist, int constraint) {
    return isDecided(finalist, constraint, Decision.LOWER);
  }

  private boolean isDecided(int finalist, int constraint, Decision decision) {
    Evidence own = evidence[finalist][constraint];
    return own != null && own.decided() == decision;
  }

  /** How far the finalist's aggregates are beyond all bounds, margins included; 0: satisfied. */
  double excess(int finalist, RaceValues values) {
    double sum = 0;
    for (int c = 0; c < constraints.size(); c++) {
      sum += excess(finalist, c, values);
    }
    return sum;
  }

  /** How far the aggregate is beyond its bound, its margin included; infinite if unknown. */
  double excess(int finalist, int constraint, RaceValues values) {
    OutcomeConstraint bound = constraints.get(constraint);
    Samples samples = Samples.of(values.of(finalist, firstColumn + constraint));
    if (samples.size() == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double excess =
        bound.excess(
            bound.aggregation().aggregate(samples), bound.aggregation().standardError(samples));
    return Double.isNaN(excess) ? Double.POSITIVE_INFINITY : Math.max(0, excess);
  }
}
