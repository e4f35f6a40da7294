package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Prediction;
import java.util.Optional;

/** Rule 17: it draws a prediction from the generator of its proposals. */
public final class SamplesItsModel extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      public Optional<Prediction> predict(Treatment treatment) {
        return Optional.of(new Prediction(random.nextDouble(), 1));
      }
    };
  }
}
