package dev.beryl.optimizers.gp;

import dev.beryl.optimizers.model.Feature;
import dev.beryl.optimizers.model.TrialHistory;
import dev.beryl.random.Normal;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The model of one objective after a study, fitted once. Not thread-safe. */
public final class FittedModel {
  private static final int NODES = 64;
  private static final double[] DEVIATIONS = deviations();

  private final Inputs inputs;
  private final Objective objective;
  private final LossSurrogate.Fitted fitted;

  /**
   * Fits a model.
   *
   * @param problem with an unconditional space
   * @param trials of which one at least has completed; those of other spaces are left out
   */
  public FittedModel(
      Problem problem, List<? extends Trial> trials, int objective, GpSettings settings) {
    this.inputs = new Inputs(problem.space());
    this.objective = problem.objectives().get(objective);
    var history = new TrialHistory(problem, inputs.features());
    for (Trial trial : trials) {
      if (problem.space().contains(trial.treatment())) {
        var _ = history.tell(trial);
      }
    }
    this.fitted = StudyModel.fitted(history, inputs, settings, objective);
  }

  /** Points that divide a normal distribution into equal parts, of variance 1. */
  private static double[] deviations() {
    double[] deviations = new double[NODES];
    double squares = 0;
    for (int i = 0; i < NODES; i++) {
      deviations[i] = Normal.quantile((i + 0.5) / NODES);
      squares += deviations[i] * deviations[i];
    }
    for (int i = 0; i < NODES; i++) {
      deviations[i] /= Math.sqrt(squares / NODES);
    }
    return deviations;
  }

  /**
   * What the model expects at a treatment of the space.
   *
   * @return the mean and the standard deviation of the objective's value, without noise
   */
  public double[] predict(Treatment treatment) {
    Moments moments = fitted.posterior().at(inputs.point(treatment));
    double[] values = new double[NODES];
    double largest = 0;
    for (int i = 0; i < NODES; i++) {
      double target = moments.mean() + moments.deviation() * DEVIATIONS[i];
      values[i] = objective.loss(fitted.targets().loss(target));
      largest = Math.max(largest, Math.abs(values[i]));
    }
    if (largest < Double.MIN_NORMAL) {
      return new double[] {0, 0};
    }
    double mean = 0;
    for (double value : values) {
      mean += value / largest / NODES;
    }
    double squares = 0;
    for (double value : values) {
      double apart = value / largest - mean;
      squares += apart * apart / NODES;
    }
    return new double[] {mean * largest, Math.min(1, Math.sqrt(squares)) * largest};
  }

  /** {@return the length scale of each parameter of more than one value, in the space's order} */
  public Map<String, Double> lengthScales() {
    var scales = new LinkedHashMap<String, Double>();
    List<Feature> features = inputs.features();
    for (int f = 0; f < features.size(); f++) {
      scales.put(
          features.get(f).parameter().name(),
          Hyperparameters.lengthScale(fitted.posterior().theta(), f));
    }
    return Collections.unmodifiableMap(scales);
  }
}
