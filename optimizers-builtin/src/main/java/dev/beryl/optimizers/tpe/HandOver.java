package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.cma.CmaEsOptimizer;
import dev.beryl.optimizers.cma.CmaEsSettings;
import dev.beryl.optimizers.cma.CovarianceModel;
import dev.beryl.optimizers.cma.LearningRate;
import dev.beryl.optimizers.cma.RestartStrategy;
import dev.beryl.optimizers.delegate.Delegate;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Prediction;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The second part of a long study over real parameters: a CMA-ES of small populations that starts
 * where the best trials of the first part lie. The model has then found the region and would
 * resolve it no finer than its narrowest kernels.
 */
final class HandOver {
  private static final long SEED = 4;
  private static final int LEAST_TRIALS = 150;
  private static final int MOST_BEFORE = 200;
  private static final int LEAST_KNOWN = 10;
  private static final int POPULATION = 6;
  private static final double DAMPING = 0.5;
  private static final double SPREAD = 0.02;

  private final OptimizerSetting setting;
  private final int first;
  private final List<Trial> known = new ArrayList<>();
  private List<Delegation> delegations = List.of();
  private boolean refused;
  private @Nullable Delegate local;

  private HandOver(OptimizerSetting setting, int first) {
    this.setting = setting;
    this.first = first;
  }

  /** The hand-over of a study; empty if there will be none. */
  static Optional<HandOver> of(OptimizerSetting setting) {
    int trials = setting.trials().orElse(0);
    return trials >= LEAST_TRIALS
            && setting.objectives().size() == 1
            && setting.outcomeConstraints().isEmpty()
            && isContinuous(setting.space())
        ? Optional.of(new HandOver(setting, Math.min(trials / 2, MOST_BEFORE)))
        : Optional.empty();
  }

  private static boolean isContinuous(SearchSpace space) {
    return !space.isConditional()
        && space.parameters().stream().anyMatch(HandOver::isContinuous)
        && space.parameters().stream()
            .allMatch(each -> isContinuous(each) || each.levels().orElse(0) == 1);
  }

  private static boolean isContinuous(Parameter parameter) {
    return parameter instanceof RealParameter && parameter.levels().isEmpty();
  }

  /** {@return the number of the first trial that the local search may propose} */
  int first() {
    return first;
  }

  /**
   * The next proposal of the local search, which starts with the first.
   *
   * @param noisy whether the losses are so noisy that the model stays the better choice; the local
   *     search then never starts
   * @return the treatment; null if it has none, or too few trials are known to start
   */
  @Nullable Treatment next(int number, boolean noisy) {
    Delegate started = local;
    if (started == null) {
      refused |= noisy;
      if (refused || known.size() < LEAST_KNOWN) {
        return null;
      }
      started = start(number);
      local = started;
    }
    return started.ask(number);
  }

  private Delegate start(int number) {
    var settings =
        new CmaEsSettings(
            Optional.empty(),
            Optional.of(Math.max(POPULATION, setting.parallelism())),
            SPREAD,
            RestartStrategy.BIPOP,
            CovarianceModel.AUTO,
            Optional.of(DAMPING),
            LearningRate.AUTO,
            true);
    var started = new Delegate(setting, SEED, number, own -> new CmaEsOptimizer(own, settings));
    started.observe(known);
    known.clear();
    delegations = List.of(new Delegation(number, "cma-es", "it refines what the model has found"));
    return started;
  }

  /** Learns from a trial. Those of the first part that end in the second make no difference. */
  void tell(Trial trial) {
    if (local != null) {
      local.tell(trial);
    } else if (trial.isCompleted() && !refused) {
      known.add(trial);
    }
  }

  /** {@return when the local search started; empty before} */
  List<Delegation> delegations() {
    return delegations;
  }

  /** A trial of the first part has more replicates. The local search has used its own up. */
  void revise(Trial trial) {
    known.replaceAll(told -> told.number() == trial.number() ? trial : told);
  }

  /** {@return what the local search recommends} */
  Optional<Treatment> recommend() {
    return local == null ? Optional.empty() : local.recommend();
  }

  /** {@return the loss that the local search expects of a treatment} */
  Optional<Prediction> predict(Treatment treatment) {
    return local == null ? Optional.empty() : local.predict(treatment);
  }
}
