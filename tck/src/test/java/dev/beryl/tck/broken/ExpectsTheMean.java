package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Prediction;
import dev.beryl.trial.Trial;
import java.util.Optional;

/** Rule 17: it expects the mean of the losses so far, and before the first there is none. */
public final class ExpectsTheMean extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private double sum;
      private double squares;
      private int count;

      @Override
      public void tell(Trial trial) {
        if (trial.isCompleted()) {
          sum += trial.loss();
          squares += trial.loss() * trial.loss();
          count++;
        }
      }

      @Override
      public Optional<Prediction> predict(Treatment treatment) {
        double mean = sum / count;
        return Optional.of(new Prediction(mean, Math.sqrt(squares / count - mean * mean)));
      }
    };
  }
}
