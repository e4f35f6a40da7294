package dev.beryl.quality.run;

import dev.beryl.quality.problem.Instance;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Map;

/**
 * Search by an optimizer, driven through its contract alone.
 *
 * @param provider makes the optimizer
 * @param options of the provider
 */
public record PluginSearch(OptimizerProvider provider, Map<String, ?> options) implements Search {
  private static final Objective LOSS = Objective.minimize("loss");

  /** {@return search by a chosen optimizer} */
  public static PluginSearch of(OptimizerChoice choice) {
    return new PluginSearch(choice.provider(), choice.chosen());
  }

  @Override
  public double[] run(Instance instance, Budget budget, long seed) {
    Problem problem = Problem.of(instance.space(), LOSS);
    Optimizer optimizer =
        provider.create(
            OptimizerSetting.of(problem, seed)
                .withTrials(budget.trials())
                .withReplicates(budget.replicates())
                .withParallelism(budget.parallelism())
                .withOptions(provider, options));
    var curve = new Curve(instance, budget, seed);
    int number = 0;
    List<Treatment> batch = ask(optimizer, curve, budget);
    while (!batch.isEmpty()) {
      for (Treatment treatment : batch) {
        Samples observed = Samples.of(curve.evaluate(treatment));
        optimizer.tell(
            Trial.of(number++, treatment, problem).samples("loss", observed).completed());
      }
      batch = ask(optimizer, curve, budget);
    }
    return curve.finish();
  }

  private static List<Treatment> ask(Optimizer optimizer, Curve curve, Budget budget) {
    int most = Math.min(budget.parallelism(), curve.left());
    return most == 0 ? List.of() : optimizer.ask(most);
  }
}
