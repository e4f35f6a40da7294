package dev.beryl.tck;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.tck.ForbiddenCall.Concern;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests of the rules of {@link Pruner}. Extend this class, return a provider, and run it with
 * JUnit.
 *
 * {@snippet :
 * class HalvingContractTest extends PrunerContract {
 *   @Override
 *   protected PrunerProvider provider() {
 *     return new HalvingProvider();
 *   }
 * }
 * }
 *
 * <p>Each method tests the rule with its number in simulated studies, under a few fixed seeds. A
 * failure's last line is a command that runs only the failed case: system property {@code
 * beryl.tck.space} selects the reported curves, and {@code beryl.tck.seed} a seed.
 */
public abstract non-sealed class PrunerContract extends PluginContract<PrunerProvider> {
  private static final int SEEDS = 3;
  private static final List<Curves> ANY = Curves.ALL.subList(0, 1);

  /** Called by subclasses. */
  protected PrunerContract() {}

  /**
   * Returns the options that have the same meaning if every value is negated and maximized, for
   * example a lower bound instead of an upper one.
   *
   * @return option name to value; {@link #options} unless overridden
   */
  protected Map<String, ?> mirroredOptions() {
    return options();
  }

  /** {@return tests of rule 1: calls of begin and tell} */
  @TestFactory
  public final Stream<DynamicTest> rule01_beginsAndTells() {
    return rule(PrunerRules.CALLS).each("", Curves.ALL, Judging::plays).stream();
  }

  /** {@return tests of rule 2: judges on their own threads} */
  @TestFactory
  public final Stream<DynamicTest> rule02_judgesBesideTells() {
    return rule(PrunerRules.JUDGES)
        .each("", Curves.ALL, test -> Judging.knowsNoLater(test, true))
        .stream();
  }

  /** {@return tests of rule 3: trials told after begin make no difference} */
  @TestFactory
  public final Stream<DynamicTest> rule03_whatIsToldLater() {
    return rule(PrunerRules.BEFORE)
        .each("", Curves.ALL, test -> Judging.knowsNoLater(test, false))
        .stream();
  }

  /** {@return tests of rule 4: directions} */
  @TestFactory
  public final Stream<DynamicTest> rule04_directions() {
    return rule(PrunerRules.LOSSES).each("", Curves.ALL, Judging::mirrored).stream();
  }

  /** {@return tests of rule 5: the same decisions again, and no randomness except the setting's} */
  @TestFactory
  public final Stream<DynamicTest> rule05_sameDecisions() {
    return rule(PrunerRules.RANDOMNESS)
        .each("again", Curves.ALL, Judging::repeats)
        .once(
            "class files",
            ANY,
            test -> ClassScan.requireNone(test, Concern.BITS, Concern.RANDOMNESS))
        .stream();
  }

  /** {@return tests of rule 6: every outcome, odd reports} */
  @TestFactory
  public final Stream<DynamicTest> rule06_oddReports() {
    return rule(PrunerRules.REPORTS).each("", Curves.ALL, Judging::oddReports).stream();
  }

  /** {@return tests of rule 7: no threads, no waiting} */
  @TestFactory
  public final Stream<DynamicTest> rule07_noThreads() {
    List<Curves> curves = Curves.ALL.subList(0, 2);
    return rule(PrunerRules.THREADS)
        .each("starts none", curves, test -> Threading.startsNone(test, () -> Judging.plays(test)))
        .each("never waits", curves, test -> Threading.neverWaits(test, () -> Judging.plays(test)))
        .once("class files", ANY, test -> ClassScan.requireNone(test, Concern.THREADS))
        .stream();
  }

  /** {@return tests of rule 8: the provider and its options} */
  @TestFactory
  public final Stream<DynamicTest> rule08_providerAndOptions() {
    return Providing.tests(rule(PrunerRules.PROVIDER), ANY).stream();
  }

  /** {@return tests of rule 9: the growth of cost and memory} */
  @TestFactory
  public final Stream<DynamicTest> rule09_costAndMemory() {
    return rule(PrunerRules.COST)
        .once("cost", ANY, Judging::costs)
        .once("memory", ANY, Judging::memory)
        .stream();
  }

  /** {@return tests of rule 10: after how many replicates judges are asked} */
  @TestFactory
  public final Stream<DynamicTest> rule10_rounds() {
    return rule(PrunerRules.ROUNDS).each("", Curves.ALL, Judging::hasRounds).stream();
  }

  /** {@return tests of rule 11: judges as bytes} */
  @TestFactory
  public final Stream<DynamicTest> rule11_writtenJudges() {
    return rule(PrunerRules.WRITTEN)
        .each("decide the same", Curves.ALL, Writing::decidesTheSame)
        .each("other bytes", Curves.ALL, Writing::refusesOtherBytes)
        .stream();
  }

  private RuleTests<Curves, PrunerCase> rule(Rule rule) {
    PrunerProvider provider = provider();
    return new RuleTests<>(
        SEEDS,
        patience(),
        (curves, seed) -> new PrunerCase(this, provider, options(), rule, curves, seed));
  }
}
