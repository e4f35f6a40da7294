package dev.beryl.tck;

import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * One rule of optimizers, in one space, under one seed.
 *
 * @param rule the rule that is broken by a failure
 * @param tested the rule whose tests are run
 * @param seed of the optimizer and of the study that is played with it
 */
record OptimizerCase(
    OptimizerContract contract,
    OptimizerProvider provider,
    Rule rule,
    Rule tested,
    GallerySpace named,
    long seed)
    implements Case {
  private static final Objective LOSS = Objective.minimize("loss");

  OptimizerCase in(GallerySpace other) {
    return new OptimizerCase(contract, provider, rule, tested, other, seed);
  }

  /** The same case, in which a failure breaks another rule. */
  OptimizerCase under(Rule other) {
    return new OptimizerCase(contract, provider, other, tested, named, seed);
  }

  OptimizerCase with(long otherSeed) {
    return new OptimizerCase(contract, provider, rule, tested, named, otherSeed);
  }

  @Override
  public String kindOfPlace() {
    return "space";
  }

  @Override
  public String place() {
    return named.name();
  }

  SearchSpace space() {
    return named.space();
  }

  /** A setting for one objective, with a budget. */
  OptimizerSetting setting(int trials, int parallelism) {
    return open().withTrials(trials).withParallelism(parallelism);
  }

  /** A setting without a budget. */
  OptimizerSetting open() {
    return setting(Problem.of(space(), LOSS));
  }

  /** Two under an odd seed; one under an even seed, where no standard error is known. */
  private int replicates() {
    return seed % 2 == 0 ? 1 : 2;
  }

  OptimizerSetting setting(Problem problem) {
    OptimizerSetting plain = OptimizerSetting.of(problem, seed).withReplicates(replicates());
    return call(
        "options of the contract test", () -> plain.withOptions(provider, contract.options()));
  }

  /** Makes the optimizer, or skips the case with the reason for which it cannot be made. */
  Optimizer create(OptimizerSetting setting) {
    declined(setting)
        .ifPresent(why -> {
          throw new TestAbortedException(why);
        });
    OptimizerCase creation = under(OptimizerRules.CAPABILITIES);
    Optimizer optimizer = creation.call("create", () -> provider.create(setting));
    creation.require(optimizer != null, -1, "create returned null");
    return optimizer;
  }

  /** Why the optimizer need not take the setting; empty if it must. */
  Optional<String> declined(OptimizerSetting setting) {
    return provider
        .capabilities()
        .lacking(setting)
        .map(why -> "declined by its capabilities: " + why)
        .or(() -> contract.refuses(space()).map(why -> "refused by this optimizer: " + why));
  }

  boolean has(Capability capability) {
    return provider.capabilities().has(capability);
  }

  /** Skips the case unless the capability is declared. */
  void assume(Capability capability) {
    if (!has(capability)) {
      throw new TestAbortedException("declined by its capabilities: " + capability);
    }
  }
}
