package dev.beryl.optimizers.delegate;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer that proposes some of a study's trials. It has a seed derived from the study's and
 * the rest of the budget, and numbers its proposals from 0; this class translates the study's
 * numbers.
 */
public final class Delegate {
  private static final int NOT_ITS_OWN = -1;

  private final Optimizer optimizer;
  private final int first;
  private int[] numbers = {}; // of its proposals, by the study's numbers from the first on
  private int proposals;

  /**
   * Starts an optimizer within a study.
   *
   * @param study the setting of the study, with the options of the optimizer that delegates
   * @param stream the random stream of the study's setting that gives the seed
   * @param first the number of the first trial that it may propose
   * @param optimizer makes it from its own setting
   */
  public Delegate(
      OptimizerSetting study,
      long stream,
      int first,
      Function<OptimizerSetting, Optimizer> optimizer) {
    OptimizerSetting own = study.withSeed(study.random(stream).nextLong());
    this.optimizer =
        optimizer.apply(
            study.trials().isPresent()
                ? own.withTrials(Math.max(1, study.trials().getAsInt() - first))
                : own);
    this.first = first;
  }

  /**
   * Tells trials of the study that it did not propose, before it proposes any.
   *
   * @param trials in any order; they are told in the order of their numbers
   */
  public void observe(List<Trial> trials) {
    List<Trial> ordered = trials.stream().sorted(Comparator.comparingInt(Trial::number)).toList();
    for (int i = 0; i < ordered.size(); i++) {
      optimizer.tell(ordered.get(i).numbered(i - ordered.size()));
    }
  }

  /**
   * Its next proposal.
   *
   * @param number of the trial in the study, above those before
   * @return null if it has none
   */
  public @Nullable Treatment ask(int number) {
    List<Treatment> next = optimizer.ask(1);
    if (next.isEmpty()) {
      return null;
    }
    int index = number - first;
    if (index >= numbers.length) {
      int before = numbers.length;
      numbers = Arrays.copyOf(numbers, Math.max(16, 2 * index));
      Arrays.fill(numbers, before, numbers.length, NOT_ITS_OWN);
    }
    numbers[index] = proposals++;
    return next.getFirst();
  }

  /** Tells a trial of the study; one that it did not propose is ignored. */
  public void tell(Trial trial) {
    int index = trial.number() - first;
    if (index >= 0 && index < numbers.length && numbers[index] != NOT_ITS_OWN) {
      optimizer.tell(trial.numbered(numbers[index]));
    }
  }

  /** {@return what it recommends} */
  public Optional<Treatment> recommend() {
    return optimizer.recommend();
  }
}
