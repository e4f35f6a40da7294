package dev.beryl.optimizers;

import dev.beryl.optimizers.tpe.TpeSettings;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settings, and what optimizers propose in them. */
public final class Asking {
  private Asking() {}

  /** A setting without a budget. */
  public static OptimizerSetting setting(SearchSpace space, long seed) {
    return OptimizerSetting.of(Problem.of(space, Objective.minimize("loss")), seed);
  }

  /** An optimizer of the choice's provider with its options. */
  public static Optimizer create(OptimizerChoice choice, OptimizerSetting setting) {
    return choice.provider().create(setting.withOptions(choice.provider(), choice.chosen()));
  }

  /** What TPE reads from a setting with options given by name. */
  @SuppressWarnings("exports") // for the tests of package tpe
  public static TpeSettings tpeSettings(OptimizerSetting setting, Map<String, ?> options) {
    return Tpe.settings(setting.withOptions(Tpe.withDefaults(), options));
  }

  /** Everything that an optimizer proposes, asked for one by one. */
  public static List<Treatment> all(Optimizer optimizer) {
    return upTo(Integer.MAX_VALUE, optimizer);
  }

  /** The next proposals, asked for one by one. */
  public static List<Treatment> upTo(int most, Optimizer optimizer) {
    var proposals = new ArrayList<Treatment>();
    List<Treatment> next = most == 0 ? List.of() : optimizer.ask(1);
    while (!next.isEmpty()) {
      proposals.addAll(next);
      next = proposals.size() < most ? optimizer.ask(1) : List.of();
    }
    return proposals;
  }
}
