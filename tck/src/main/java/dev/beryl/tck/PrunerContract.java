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
 * The rules of {@link Pruner} as tests: extend this, name a provider, and run it with JUnit.
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
 * <p>Each method tests the rule of its number in studies that are only played, under a few fixed
 * seeds. A failure's last line runs that case alone; system property {@code beryl.tck.space}
 * selects the curves that are reported, {@code beryl.tck.seed} any one seed.
 */
public abstract non-sealed class PrunerContract extends PluginContract<PrunerProvider> {
  private static final int SEEDS = 3;
  private static final List<Curves> ANY = Curves.ALL.subList(0, 1);

  /** For subclasses. */
  protected PrunerContract() {}

  /**
   * The options that mean the same where every value is negated and maximized, as a lower bound for
   * an upper one.
   *
   * @return option name to value; {@link #options} unless overridden
   */
  protected Map<String, ?> mirroredOptions() {
    return options();
  }

  /** {@return tests of rule 1: begins and tells} */
  @TestFactory
  public final Stream<DynamicTest> rule01_beginsAndTells() {
    return rule(PrunerRules.CALLS).each("", Curves.ALL, Judging::plays).stream();
  }

  /** {@return tests of rule 2: judges on threads of their own} */
  @TestFactory
  public final Stream<DynamicTest> rule02_judgesBesideTells() {
    return rule(PrunerRules.JUDGES)
        .each("", Curves.ALL, test -> Judging.knowsNoLater(test, true))
        .stream();
  }

  /** {@return tests of rule 3: what is told after begin makes no difference} */
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

  /** {@return tests of rule 5: the same decisions again, and the setting's randomness alone} */
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

  /** {@return tests of rule 9: how cost and memory grow} */
  @TestFactory
  public final Stream<DynamicTest> rule09_costAndMemory() {
    return rule(PrunerRules.COST)
        .once("cost", ANY, Judging::costs)
        .once("memory", ANY, Judging::memory)
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
