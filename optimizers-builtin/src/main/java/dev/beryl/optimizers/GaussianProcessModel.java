package dev.beryl.optimizers;

import dev.beryl.optimizers.gp.FittedModel;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Prediction;
import java.util.Map;

/**
 * What a Gaussian process believes of one objective, given some trials: made by {@link
 * GaussianProcess#fit}. Not thread-safe.
 *
 * {@snippet :
 * GaussianProcessModel model = GaussianProcess.fit(result.trials());
 * for (double rate = 1e-4; rate < 1; rate *= 1.5) {
 *   var expected = model.predict(Treatment.of(Map.of("rate", rate, "depth", 4)));
 *   plot(rate, expected.mean(), expected.standardDeviation());
 * }
 * }
 */
public final class GaussianProcessModel {
  private final SearchSpace space;
  private final FittedModel model;

  GaussianProcessModel(SearchSpace space, FittedModel model) {
    this.space = space;
    this.model = model;
  }

  /**
   * Predicts the objective's value at a treatment, whether it was tried or not.
   *
   * <p>Where losses worse than the median count by rank, a prediction among them lies between
   * neighboring losses and never beyond the worst one.
   *
   * @param treatment a treatment of the space, or one with equal names and values
   * @return the prediction, in the metric's unit
   * @throws IllegalArgumentException if the treatment does not fit the space
   */
  public Prediction predict(Treatment treatment) {
    return model.predict(space.bind(treatment));
  }

  /**
   * Returns how far one has to go along each parameter until the objective is another one. A
   * parameter with a long length scale matters little.
   *
   * @return parameter name to length scale, in the space's order, without parameters of a single
   *     value; unmodifiable. A length scale is a share of the parameter's range, on a log scale of
   *     the logarithms' range; that of a categorical parameter is the inverse of the distance
   *     between any two categories
   */
  public Map<String, Double> lengthScales() {
    return model.lengthScales();
  }
}
