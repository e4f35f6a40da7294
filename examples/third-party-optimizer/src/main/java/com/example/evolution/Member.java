package com.example.evolution;

import dev.beryl.trial.Trial;

/**
 * A place in the unit cube and how good it is. What violates outcome constraints is worse than
 * anything that does not, and the more so the more it violates them (Deb 2000).
 *
 * @param place in the unit cube; not changed by anyone
 * @param excess by how much outcome constraints are violated, in all; 0 if they are satisfied
 * @param loss to be minimized
 * @param standardError of the loss; NaN if it is not known
 */
record Member(double[] place, double excess, double loss, double standardError) {

  /** A member at the place of a completed trial. */
  static Member of(double[] place, Trial trial) {
    double excess = 0;
    for (int i = 0; i < trial.outcomeConstraints().size(); i++) {
      excess += Math.max(0, trial.excess(i));
    }
    return new Member(place, excess, trial.loss(), trial.standardError());
  }

  boolean isNoWorseThan(Member other) {
    return excess < other.excess || (excess == other.excess && loss <= other.loss);
  }

  boolean isFeasible() {
    return excess == 0;
  }

  /** A loss that the member probably does not exceed; its loss if the standard error is not known. */
  double cautiousLoss() {
    return Double.isNaN(standardError) ? loss : loss + standardError;
  }
}
