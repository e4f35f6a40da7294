package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.model.Checkpoint;
import dev.beryl.optimizers.model.ReplicateCorrelation;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;

/**
 * Reads the result of a trial into a candidate. Pruned ones rank behind those that completed and
 * keep the outcome constraints, by how far they came. One that breaks outcome constraints ranks
 * behind these, by how far it breaks them: the sum of its excesses, each in units of its
 * constraint's largest excess so far.
 *
 * @see <a href="https://doi.org/10.1016/S0045-7825(99)00389-8">Deb, An efficient constraint
 *     handling method for genetic algorithms (2000)</a>
 */
final class TrialReader {
  private final double[] largest;
  private final ReplicateCorrelation correlation = new ReplicateCorrelation();

  TrialReader(int outcomeConstraints) {
    this.largest = new double[outcomeConstraints];
  }

  void read(Trial trial, Candidate into) {
    into.status =
        switch (trial.outcome()) {
          case Outcome.Completed _ -> Candidate.Status.COMPLETED;
          case Outcome.Pruned _ -> Candidate.Status.PRUNED;
          case Outcome.Failed _, Outcome.TimedOut _, Outcome.Rejected _ -> Candidate.Status.FAILED;
        };
    into.checkpoint =
        trial.outcome() instanceof Outcome.Pruned pruned ? Checkpoint.of(trial, pruned) : null;
    if (into.completed()) {
      into.loss = trial.loss();
      correlation.add(trial, 0);
      into.standardError = trial.standardError() * correlation.share();
      double violation = violation(trial);
      if (violation > 0) {
        into.status = Candidate.Status.INFEASIBLE;
        into.loss = violation;
      }
    }
  }

  private double violation(Trial trial) {
    double sum = 0;
    int constraints = Math.min(largest.length, trial.outcomeConstraints().size());
    for (int c = 0; c < constraints; c++) {
      double excess = trial.excess(c);
      if (excess > 0) {
        largest[c] = Math.max(largest[c], excess);
        sum += excess / largest[c];
      }
    }
    return sum;
  }
}
