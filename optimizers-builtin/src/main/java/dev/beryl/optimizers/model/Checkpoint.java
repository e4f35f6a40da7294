package dev.beryl.optimizers.model;

import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How far a pruned trial came.
 *
 * @param replicates how many of its replicates had ended
 * @param step the last step that its last replicate reported; the least long if there is none
 * @param losses one for each objective: of the ended replicates together, else at that step; NaN if
 *     unknown
 */
@SuppressWarnings("ArrayRecordComponent") // never written to
public record Checkpoint(int replicates, long step, double[] losses) {
  /**
   * The best first: more replicates ended, then a later step, then a lesser first loss; an unknown
   * one last.
   */
  public static final Comparator<Checkpoint> BEST_FIRST =
      (a, b) -> compare(a.replicates, a.step, a.losses[0], b.replicates, b.step, b.losses[0]);

  /** Compares how far two trials came, the better one first. */
  static int compare(
      int replicates, long step, double loss, int otherReplicates, long otherStep, double other) {
    int byReplicates = Integer.compare(otherReplicates, replicates);
    int byStep = Long.compare(otherStep, step);
    return byReplicates != 0 ? byReplicates : byStep != 0 ? byStep : Double.compare(loss, other);
  }

  /** Where a trial was pruned. */
  public static Checkpoint of(Trial trial, Outcome.Pruned pruned) {
    List<Objective> objectives = trial.objectives();
    double[] losses = new double[objectives.size()];
    Arrays.fill(losses, Double.NaN);
    long step = Long.MIN_VALUE;
    for (Report report : trial.reports()) {
      if (report.replicate() == pruned.replicate() && report.step() >= step) {
        step = report.step();
        for (int i = 0; i < losses.length; i++) {
          losses[i] =
              i < report.values().length ? objectives.get(i).loss(report.values()[i]) : Double.NaN;
        }
      }
    }
    int replicates = trial.replicates();
    for (int i = 0; replicates > 0 && i < losses.length; i++) {
      losses[i] = aggregate(trial, objectives.get(i), losses[i]);
    }
    return new Checkpoint(replicates, step, losses);
  }

  /** The loss of the replicates that ended, or another one where they have no values. */
  private static double aggregate(Trial trial, Objective objective, double otherwise) {
    if (!trial.metrics().contains(objective.metric())) {
      return otherwise;
    }
    Samples samples = trial.samples(objective.metric());
    return samples.size() == 0
        ? otherwise
        : objective.loss(objective.aggregation().aggregate(samples));
  }
}
