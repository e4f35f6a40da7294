package com.example.margin;

import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known of the best trial, as losses. Immutable: judges keep it.
 *
 * @param loss over all its replicates
 * @param afterOne over its replicate 0
 * @param bySteps what its replicate 0 reported at each step
 */
record BestTrial(double loss, double afterOne, Map<Long, Double> bySteps) {
  static final BestTrial NONE =
      new BestTrial(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Map.of());

  static BestTrial of(Trial trial, Objective objective) {
    var bySteps = new HashMap<Long, Double>();
    for (Report report : trial.reports()) {
      if (report.replicate() == 0) {
        bySteps.put(report.step(), objective.loss(report.values()[0]));
      }
    }
    double[] first = ofReplicate0(trial.samples(objective.metric()));
    double afterOne = objective.loss(objective.aggregation().aggregate(Samples.of(first)));
    return new BestTrial(trial.loss(0), afterOne, bySteps);
  }

  private static double[] ofReplicate0(Samples samples) {
    double[] values = new double[samples.size(0)];
    for (int i = 0; i < values.length; i++) {
      values[i] = samples.get(0, i);
    }
    return values;
  }

  double at(long step) {
    return bySteps.getOrDefault(step, Double.POSITIVE_INFINITY);
  }
}
