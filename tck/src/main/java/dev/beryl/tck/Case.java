package dev.beryl.tck;

import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * One rule, in one space, under one seed.
 *
 * @param subject what is tested
 * @param rule the rule that a failure is one of
 * @param tested the rule that is being tested
 * @param named the space
 * @param seed of the optimizer and of all that befalls it
 */
record Case(
    Subject subject, OptimizerRule rule, OptimizerRule tested, GallerySpace named, long seed)
    implements Verdict {
  private static final Objective LOSS = Objective.minimize("loss");

  Case in(GallerySpace other) {
    return new Case(subject, rule, tested, other, seed);
  }

  static Case of(Subject subject, OptimizerRule rule, GallerySpace named, long seed) {
    return new Case(subject, rule, rule, named, seed);
  }

  SearchSpace space() {
    return named.space();
  }

  Case under(OptimizerRule other) {
    return new Case(subject, other, tested, named, seed);
  }

  Case with(long otherSeed) {
    return new Case(subject, rule, tested, named, otherSeed);
  }

  /** A setting for one objective, with a budget and two replicates. */
  OptimizerSetting setting(int trials, int parallelism) {
    return open().withTrials(trials).withParallelism(parallelism);
  }

  /** A setting without a budget. */
  OptimizerSetting open() {
    return setting(Problem.of(space(), LOSS));
  }

  OptimizerSetting setting(Problem problem) {
    OptimizerSetting plain = OptimizerSetting.of(problem, seed).withReplicates(2);
    return call(
        "options of the contract test",
        () -> plain.withOptions(subject.provider(), subject.options()));
  }

  /** Makes the optimizer, or skips the case with the reason for which it cannot be made. */
  Optimizer create(OptimizerSetting setting) {
    declined(setting)
        .ifPresent(why -> {
          throw new TestAbortedException(why);
        });
    Optimizer optimizer =
        under(OptimizerRule.CAPABILITIES).call("create", () -> subject.provider().create(setting));
    if (optimizer == null) {
      throw under(OptimizerRule.CAPABILITIES).violation(-1, "create returned null", null);
    }
    return optimizer;
  }

  Optional<String> declined(OptimizerSetting setting) {
    return subject
        .provider()
        .capabilities()
        .lacking(setting)
        .map(why -> "declined by its capabilities: " + why)
        .or(() -> subject.refuses().apply(space()).map(why -> "refused by this optimizer: " + why));
  }

  @Override
  public Violation violation(int trial, String what, @Nullable Throwable cause) {
    String where = "space '%s', seed %s".formatted(named, seed);
    return new Violation(
        rule,
        what,
        subject.who(),
        trial < 0 ? where : where + ", trial " + trial,
        Again.command(subject.testClass(), tested, named.name(), seed),
        cause);
  }
}
