package dev.beryl.quality.release;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * A provider with a planted fault.
 *
 * @param provider makes sound optimizers
 * @param place what becomes of each place in the unit cube that they propose
 * @param told what becomes of each trial that they are told
 */
record FaultyProvider(
    OptimizerProvider provider, DoubleUnaryOperator place, UnaryOperator<Trial> told)
    implements OptimizerProvider {

  @Override
  public String name() {
    return "faulty-" + provider.name();
  }

  @Override
  public String description() {
    return provider.description() + ", with a fault";
  }

  @Override
  public List<Option<?>> options() {
    return provider.options();
  }

  @Override
  public Optimizer create(OptimizerSetting setting) {
    Optimizer sound = provider.create(setting);
    return new Optimizer() {
      @Override
      public List<Treatment> ask(int max) {
        return sound.ask(max).stream().map(treatment -> moved(setting.space(), treatment)).toList();
      }

      @Override
      public void tell(Trial trial) {
        sound.tell(told.apply(trial));
      }
    };
  }

  private Treatment moved(SearchSpace space, Treatment treatment) {
    double[] unit = space.toUnit(treatment);
    for (int i = 0; i < unit.length; i++) {
      unit[i] = place.applyAsDouble(unit[i]);
    }
    return space.fromUnit(unit);
  }
}
