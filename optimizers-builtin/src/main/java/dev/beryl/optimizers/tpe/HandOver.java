package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.cma.CmaEsProvider;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The second part of a long study over real parameters: a CMA-ES of small populations that begins
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
  private static final int OTHERS = -1;

  private final OptimizerSetting setting;
  private final int first; // the number from which on trials are the local search's
  private final List<Trial> known = new ArrayList<>();
  private final Rows locals =
      new Rows(); // numbers in the local search, of trials from the first on
  private int proposals;
  private boolean refused;
  private @Nullable Optimizer local;

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
   * The next proposal of the local search, which begins with the first.
   *
   * @param number of the trial
   * @param noisy whether losses are so noisy that the model had better go on to the end; asked for
   *     at the first proposal
   * @return the treatment; null if it has none, or knows of too few trials to begin
   */
  @Nullable Treatment next(int number, boolean noisy) {
    refused |= noisy && local == null;
    if (refused || (local == null && known.size() < LEAST_KNOWN)) {
      return null;
    }
    if (local == null) {
      local = begin(number);
    }
    List<Treatment> next = local.ask(1);
    while (first + locals.size() < number) {
      locals.add(OTHERS);
    }
    locals.add(next.isEmpty() ? OTHERS : proposals);
    proposals += next.size();
    return next.isEmpty() ? null : next.get(0);
  }

  private Optimizer begin(int number) {
    var provider = new CmaEsProvider();
    int remaining = Math.max(1, setting.trials().orElse(0) - number);
    Map<String, ?> options =
        Map.of(
            "population",
            Math.max(POPULATION, setting.parallelism()),
            "damping",
            DAMPING,
            "warm-spread",
            SPREAD,
            "synchronous",
            true);
    Optimizer begun =
        provider.create(
            setting
                .withSeed(setting.random(SEED).nextLong())
                .withTrials(remaining)
                .withOptions(provider, options));
    known.sort(Comparator.comparingInt(Trial::number));
    for (int i = 0; i < known.size(); i++) {
      begun.tell(known.get(i).numbered(i - known.size()));
    }
    known.clear();
    return begun;
  }

  /** Learns of a trial. Those of the first part that end in the second make no difference. */
  void tell(Trial trial) {
    int index = trial.number() - first;
    if (local == null) {
      if (trial.isCompleted() && !refused) {
        known.add(trial);
      }
    } else if (index >= 0 && index < locals.size() && locals.get(index) != OTHERS) {
      local.tell(trial.numbered(locals.get(index)));
    }
  }

  /** {@return what the local search recommends} */
  Optional<Treatment> recommend() {
    return local == null ? Optional.empty() : local.recommend();
  }
}
