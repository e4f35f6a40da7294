package dev.beryl.tck;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule of pruners, with certain curves, under one seed.
 *
 * @param provider whose pruners are tested
 * @param options with which they are made
 * @param testClass the test's class, as it is run again
 * @param rule the rule
 * @param curves what replicates report
 * @param seed of the pruner and of all that befalls it
 */
record PrunerCase(
    PrunerProvider provider,
    Map<String, ?> options,
    String testClass,
    PrunerRule rule,
    Curves curves,
    long seed)
    implements Verdict {
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));

  PrunerCase with(long otherSeed) {
    return new PrunerCase(provider, options, testClass, rule, curves, otherSeed);
  }

  PrunerCase with(Curves other, Map<String, ?> otherOptions) {
    return new PrunerCase(provider, otherOptions, testClass, rule, other, seed);
  }

  PrunerSetting setting(SearchSpace space) {
    return PrunerSetting.of(Problem.of(space, curves.goals()), seed)
        .withReplicates(curves.replicates())
        .withOptions(provider, options);
  }

  Pruner create() {
    Pruner pruner =
        call(
            "create",
            () -> provider.create(setting(SPACE)));
    if (pruner == null) {
      throw violation(-1, "create returned null", null);
    }
    return pruner;
  }

  Pruner.Judge begin(Pruner pruner, int trial, int replicate) {
    Pruner.Judge judge =
        call(
            trial,
            "begin(%s, %s)".formatted(trial, replicate),
            () -> pruner.begin(trial, replicate));
    if (judge == null) {
      throw violation(trial, "begin(%s, %s) returned null".formatted(trial, replicate), null);
    }
    return judge;
  }

  @Override
  public Violation violation(int trial, String what, @Nullable Throwable cause) {
    String where = "curves '%s', seed %s".formatted(curves, seed);
    return new Violation(
        rule,
        what,
        "pruner '%s' (%s)".formatted(provider.name(), Origin.of(provider.getClass())),
        trial < 0 ? where : where + ", trial " + trial,
        Again.command(testClass, rule, curves.name(), seed),
        cause);
  }
}
