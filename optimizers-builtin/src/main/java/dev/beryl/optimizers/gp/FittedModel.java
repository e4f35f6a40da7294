package dev.beryl.optimizers.gp;

import dev.beryl.optimizers.model.Feature;
import dev.beryl.optimizers.model.TrialHistory;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Prediction;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The model of one objective after a study, fitted once. Not thread-safe. */
public final class FittedModel {
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

  /** {@return the objective's value that the model expects at a treatment of the space} */
  public Prediction predict(Treatment treatment) {
    Prediction loss = fitted.predicted(inputs.point(treatment));
    return new Prediction(objective.loss(loss.mean()), loss.standardDeviation());
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
