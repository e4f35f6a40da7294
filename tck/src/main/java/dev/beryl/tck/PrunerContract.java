package dev.beryl.tck;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
public abstract class PrunerContract {
  private static final int SEEDS = 3;

  /** For subclasses. */
  protected PrunerContract() {}

  /** {@return the provider under test} */
  protected abstract PrunerProvider provider();

  /**
   * The options with which its pruners are made.
   *
   * @return option name to value; none unless overridden
   */
  protected Map<String, ?> options() {
    return Map.of();
  }

  /**
   * The options that mean the same where every value is negated and maximized, as a lower bound for
   * an upper one.
   *
   * @return option name to value; {@link #options} unless overridden
   */
  protected Map<String, ?> mirroredOptions() {
    return options();
  }

  /**
   * How the cost of a judgment grows: with which power of the number of trials told.
   *
   * @return 1 unless overridden, which is what rule 9 asks for
   */
  protected double costExponent() {
    return 1;
  }

  /**
   * Calls that the scan of the class files finds, and that the author vouches for: none of them has
   * a part in a decision.
   *
   * @return names as a failure gives them; none unless overridden
   */
  protected Set<String> vouchedFor() {
    return Set.of();
  }

  /**
   * When a case is given up as hanging.
   *
   * @return 60 seconds unless overridden; a limit for accidents, not a measure of speed
   */
  protected Duration patience() {
    return Duration.ofSeconds(60);
  }

  /**
   * Rule 1: begins and tells.
   *
   * @return a test for each kind of curves and seed
   */
  @TestFactory
  public final Stream<DynamicTest> rule01_beginsAndTells() {
    return tests(PrunerRule.CALLS, Curves.ALL, "", Judging::plays);
  }

  /**
   * Rule 2: judges on threads of their own.
   *
   * @return a test for each kind of curves and seed
   */
  @TestFactory
  public final Stream<DynamicTest> rule02_judgesBesideTells() {
    return tests(PrunerRule.JUDGES, Curves.ALL, "", test -> Judging.knowsNoLater(test, true));
  }

  /**
   * Rule 3: what is told after begin makes no difference.
   *
   * @return a test for each kind of curves and seed
   */
  @TestFactory
  public final Stream<DynamicTest> rule03_whatIsToldLater() {
    return tests(PrunerRule.BEFORE, Curves.ALL, "", test -> Judging.knowsNoLater(test, false));
  }

  /**
   * Rule 4: directions.
   *
   * @return a test for each kind of curves and seed
   */
  @TestFactory
  public final Stream<DynamicTest> rule04_directions() {
    Map<String, ?> mirrored = mirroredOptions();
    return tests(PrunerRule.LOSSES, Curves.ALL, "", test -> Judging.mirrored(test, mirrored));
  }

  /**
   * Rule 5: the same decisions again, and nothing but the setting's randomness.
   *
   * @return a test for each kind of curves and seed, and one of the class files
   */
  @TestFactory
  public final Stream<DynamicTest> rule05_sameDecisions() {
    return Stream.concat(
        tests(PrunerRule.RANDOMNESS, Curves.ALL, "again", Judging::repeats),
        scan(PrunerRule.RANDOMNESS, Set.of(Concern.BITS, Concern.RANDOMNESS)));
  }

  /**
   * Rule 6: every outcome, odd reports.
   *
   * @return a test for each kind of curves
   */
  @TestFactory
  public final Stream<DynamicTest> rule06_oddReports() {
    return tests(PrunerRule.REPORTS, Curves.ALL, "", Judging::oddReports);
  }

  /**
   * Rule 7: no threads, no waiting.
   *
   * @return tests, one of them of the class files
   */
  @TestFactory
  public final Stream<DynamicTest> rule07_noThreads() {
    List<Curves> curves = Curves.ALL.subList(0, 2);
    return Stream.of(
            tests(
                PrunerRule.THREADS,
                curves,
                "starts none",
                test -> Threading.startsNone(test, () -> Judging.plays(test))),
            tests(
                PrunerRule.THREADS,
                curves,
                "never waits",
                test -> Threading.neverWaits(test, () -> Judging.plays(test))),
            scan(PrunerRule.THREADS, Set.of(Concern.THREADS)))
        .flatMap(tests -> tests);
  }

  /**
   * Rule 8: the provider and its options.
   *
   * @return three tests
   */
  @TestFactory
  public final Stream<DynamicTest> rule08_providerAndOptions() {
    Plugin plugin = Plugin.of(provider());
    return Stream.of(
            once(PrunerRule.PROVIDER, "name", test -> new Providing(test, plugin).name()),
            once(PrunerRule.PROVIDER, "options", test -> new Providing(test, plugin).options()),
            once(
                PrunerRule.PROVIDER,
                "registration",
                test -> new Providing(test, plugin).registration()))
        .flatMap(tests -> tests);
  }

  /**
   * Rule 9: how cost and memory grow.
   *
   * @return two tests
   */
  @TestFactory
  public final Stream<DynamicTest> rule09_costAndMemory() {
    return Stream.concat(
        once(PrunerRule.COST, "cost", test -> Judging.costs(test, costExponent())),
        once(PrunerRule.COST, "memory", Judging::memory));
  }

  @FunctionalInterface
  private interface Check {
    void on(PrunerCase test) throws Exception;
  }

  private Stream<DynamicTest> scan(PrunerRule rule, Set<Concern> concerns) {
    return once(
        rule,
        "class files",
        test -> {
          List<ClassScan.Finding> findings =
              ClassScan.of(test.provider().getClass()).stream()
                  .filter(finding -> concerns.contains(finding.concern()))
                  .filter(finding -> !vouchedFor().contains(finding.what()))
                  .toList();
          test.require(findings.isEmpty(), -1, "%s", Findings.text(findings));
        });
  }

  private Stream<DynamicTest> once(PrunerRule rule, String what, Check check) {
    return tests(rule, Curves.ALL.subList(0, 1), 1, what, check);
  }

  private Stream<DynamicTest> tests(PrunerRule rule, List<Curves> all, String what, Check check) {
    return tests(rule, all, SEEDS, what, check);
  }

  private Stream<DynamicTest> tests(
      PrunerRule rule, List<Curves> all, int seeds, String what, Check check) {
    String name = getClass().getName();
    var tests = new ArrayList<DynamicTest>();
    for (Curves curves : all) {
      if (Again.selects(curves.name())) {
        for (long seed : Again.seeds(seeds)) {
          var test =
              new PrunerCase(
                  provider(),
                  options(),
                  name.substring(name.lastIndexOf('.') + 1),
                  rule,
                  curves,
                  seed);
          tests.add(
              DynamicTest.dynamicTest(
                  "%s%s, seed %s".formatted(what.isEmpty() ? "" : what + ": ", curves, seed),
                  () ->
                      Bounded.run(
                          test,
                          patience(),
                          () -> {
                            check.on(test);
                            return true;
                          })));
        }
      }
    }
    return tests.stream();
  }
}
