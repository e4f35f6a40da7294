package dev.beryl.optimizers.delegate;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Prediction;
import dev.beryl.trial.Trial;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer that proposes some of a study's trials. It has a seed derived from the study's and
 * the rest of the budget, and numbers its proposals from 0; this class translates the study's
 * numbers.
 */
public final class Delegate {
  private static final long OBSERVED = 1L << 30; // below all numbers of its own

  private final Optimizer optimizer;
  private final Map<Integer, Integer> numbers = new HashMap<>(); // its own, by the study's
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
  }

  /**
   * Lets an optimizer propose from the first trial on, which has the study's own setting but for
   * its options.
   */
  public Delegate(Optimizer optimizer) {
    this.optimizer = optimizer;
  }

  /**
   * Tells trials of the study that it did not propose, before it proposes any.
   *
   * @param trials in any order; they are told in the order of their numbers
   */
  public void observe(List<Trial> trials) {
    trials.stream().sorted(Comparator.comparingInt(Trial::number)).forEach(this::observe);
  }

  /** Tells a trial that it did not propose under a negative number, in the order of the study's. */
  private void observe(Trial trial) {
    optimizer.tell(trial.numbered((int) Math.max(Integer.MIN_VALUE, trial.number() - OBSERVED)));
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
    numbers.put(number, proposals++);
    return next.getFirst();
  }

  /**
   * Takes a trial that another one proposed, and that is pending, for a proposal of its own.
   *
   * @param number that its proposal had
   * @param pending the number of the other trial, which has the same treatment
   */
  public void takeOver(int number, int pending) {
    Integer own = numbers.remove(number);
    if (own != null) {
      numbers.put(pending, own);
    }
  }

  /** Tells a trial of the study; one that it did not propose is ignored. */
  public void tell(Trial trial) {
    Integer own = numbers.get(trial.number());
    if (own != null) {
      optimizer.tell(trial.numbered(own));
    }
  }

  /** Tells a trial of the study; one that it did not propose is an observation. */
  public void tellAny(Trial trial) {
    if (numbers.containsKey(trial.number())) {
      tell(trial);
    } else {
      observe(trial);
    }
  }

  /** Gives a trial that it proposed more replicates; another one is ignored. */
  public void revise(Trial trial) {
    Integer own = numbers.get(trial.number());
    if (own != null) {
      optimizer.revise(trial.numbered(own));
    }
  }

  /** {@return what it recommends} */
  public Optional<Treatment> recommend() {
    return optimizer.recommend();
  }

  /** {@return the loss that its model expects of a treatment} */
  public Optional<Prediction> predict(Treatment treatment) {
    return optimizer.predict(treatment);
  }
}
