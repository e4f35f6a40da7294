package dev.beryl.tck;

import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of {@link Optimizer} as tests: extend this, name a provider, and run it with JUnit.
 *
 * {@snippet :
 * class AnnealingContractTest extends OptimizerContract {
 *   @Override
 *   protected OptimizerProvider provider() {
 *     return new AnnealingProvider();
 *   }
 * }
 * }
 *
 * <p>Each method tests the rule of its number, in spaces of the {@link SpaceGallery} and under a
 * few fixed seeds. A failure's last line runs that case alone; system property {@code
 * beryl.tck.space} selects a space, {@code beryl.tck.seed} any one seed.
 *
 * <p>What the provider's capabilities decline is skipped with the reason. The rest of what an
 * author may state is {@linkplain #options options}, {@linkplain #refuses spaces that are refused},
 * {@linkplain #costExponent a cost} that grows faster than linearly, and {@linkplain #vouchedFor
 * calls} that look forbidden and are not.
 *
 * <p>No test compares a time with a limit, but for {@link #patience}, at which a case that hangs is
 * given up. Rule 14 is a statistical test under fixed seeds; an optimizer that is no better than
 * random passes it with probability 0.008.
 */
public abstract class OptimizerContract {
  private static final int SEEDS = 2;

  /** For subclasses. */
  protected OptimizerContract() {}

  /** {@return the provider under test} */
  protected abstract OptimizerProvider provider();

  /**
   * The options with which its optimizers are made.
   *
   * @return option name to value; none unless overridden
   */
  protected Map<String, ?> options() {
    return Map.of();
  }

  /**
   * Why {@code create} refuses a space that the capabilities cover. It is then held to refusing it.
   *
   * @param space of the gallery
   * @return the reason; empty unless overridden: it does not refuse
   */
  protected Optional<String> refuses(SearchSpace space) {
    return Optional.empty();
  }

  /**
   * How the cost of an ask grows: with which power of the number of trials told.
   *
   * @return 1 unless overridden, which is what rule 11 asks for; a Gaussian process may state 3
   */
  protected double costExponent() {
    return 1;
  }

  /**
   * Calls that the scan of the class files finds, and that the author vouches for: none of them has
   * a part in a proposal.
   *
   * @return names as a failure gives them, such as {@code java.lang.System.nanoTime} or {@code
   *     static field dev.example.Annealing.cache}; none unless overridden
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
   * Rule 1: every treatment is one of the setting's space.
   *
   * @return a test for each space and seed
   */
  @TestFactory
  public final Stream<DynamicTest> rule01_treatmentsOfTheSpace() {
    return tests(OptimizerRule.PROPOSALS, SpaceGallery.all(), "", Proposing::inside);
  }

  /**
   * Rule 2: asks of any size.
   *
   * @return a test for each of some spaces and seeds
   */
  @TestFactory
  public final Stream<DynamicTest> rule02_asksOfAnySize() {
    return Stream.concat(
        tests(
            OptimizerRule.SIZES,
            some("5 reals", "every kind", "conditions", "half is rejected", "60 treatments"),
            "1 to 1000",
            Proposing::sizes),
        tests(
            OptimizerRule.SIZES,
            some("2 reals", "60 treatments"),
            "the largest int",
            Proposing::largestSize));
  }

  /**
   * Rule 3: what an empty answer means.
   *
   * @return tests for each finite space and some others
   */
  @TestFactory
  public final Stream<DynamicTest> rule03_emptyAnswers() {
    return Stream.concat(
        tests(
            OptimizerRule.EMPTY,
            some("2 reals", "conditions", "60 treatments", "two treatments"),
            "stays empty",
            Proposing::emptyIsFinal),
        tests(OptimizerRule.EMPTY, SpaceGallery.finite(), "to exhaustion", Proposing::exhaustion));
  }

  /**
   * Rule 4: tells in any order, many pending, and what is learned from them.
   *
   * @return tests for some spaces
   */
  @TestFactory
  public final Stream<DynamicTest> rule04_tellsInAnyOrder() {
    return Stream.concat(
        tests(
            OptimizerRule.ORDER,
            some(
                "2 reals",
                "every kind",
                "deep conditions",
                "half is rejected",
                "400 treatments",
                "mixture 2"),
            "any order",
            Telling::anyOrder),
        tests(
            OptimizerRule.ORDER,
            List.of(Learning.space(subject())),
            1,
            "learns with four pending",
            test -> Learning.beatsRandom(test, 4)));
  }

  /**
   * Rule 5: every outcome and every loss.
   *
   * @return tests for some spaces
   */
  @TestFactory
  public final Stream<DynamicTest> rule05_everyOutcome() {
    List<GallerySpace> spaces = some("2 reals", "every kind", "conditions", "60 treatments");
    Stream<DynamicTest> fates =
        Arrays.stream(Fate.values())
            .flatMap(fate ->
                tests(
                    OptimizerRule.OUTCOMES,
                    spaces,
                    1,
                    "all " + fate,
                    test -> Telling.only(test, fate)));
    return Stream.of(
            fates,
            tests(OptimizerRule.OUTCOMES, spaces, "mixed", Telling::mixed),
            tests(OptimizerRule.OUTCOMES, spaces, "extreme losses", Telling::extremes),
            tests(OptimizerRule.OUTCOMES, spaces, "objectives", Telling::objectives),
            tests(
                OptimizerRule.OUTCOMES, spaces, "outcome constraints", Telling::outcomeConstraints))
        .flatMap(tests -> tests);
  }

  /**
   * Rule 6: trials that were never asked for.
   *
   * @return tests for some spaces
   */
  @TestFactory
  public final Stream<DynamicTest> rule06_observations() {
    return tests(
        OptimizerRule.OBSERVATIONS,
        some("2 reals", "every kind", "deep conditions", "60 treatments"),
        "",
        Telling::observations);
  }

  /**
   * Rule 7: the same bits again, here, in a replay and in another process.
   *
   * @return tests for some spaces, and one of the class files
   */
  @TestFactory
  public final Stream<DynamicTest> rule07_sameCallsSameTreatments() {
    List<GallerySpace> spaces =
        some(
            "5 reals",
            "every kind",
            "deep conditions",
            "many branches",
            "half is rejected",
            "60 treatments",
            "a hundred choices",
            "200 reals",
            "mixture 1");
    return Stream.of(
            tests(OptimizerRule.REPEATABLE, spaces, "twice", Repeating::twice),
            tests(OptimizerRule.REPEATABLE, spaces, "replayed", Repeating::replayed),
            tests(
                OptimizerRule.REPEATABLE,
                some("every kind"),
                1,
                "another process",
                OtherProcess::proposesTheSame),
            scan(OptimizerRule.REPEATABLE, Concern.BITS))
        .flatMap(tests -> tests);
  }

  /**
   * Rule 8: nothing but the setting's randomness.
   *
   * @return tests for some spaces, and one of the class files
   */
  @TestFactory
  public final Stream<DynamicTest> rule08_noOtherRandomness() {
    return Stream.concat(
        tests(
            OptimizerRule.RANDOMNESS,
            some("5 reals", "every kind", "deep conditions", "60 treatments"),
            "side by side",
            Repeating::sideBySide),
        scan(OptimizerRule.RANDOMNESS, Concern.RANDOMNESS));
  }

  /**
   * Rule 9: no threads, no waiting, no thread locals.
   *
   * @return tests for some spaces, and one of the class files
   */
  @TestFactory
  public final Stream<DynamicTest> rule09_noThreads() {
    List<GallerySpace> spaces = some("5 reals", "every kind", "60 treatments");
    return Stream.of(
            tests(
                OptimizerRule.THREADS,
                spaces,
                1,
                "starts none",
                test -> Threading.startsNone(test, study(test))),
            tests(
                OptimizerRule.THREADS,
                spaces,
                1,
                "never waits",
                test -> Threading.neverWaits(test, study(test))),
            tests(OptimizerRule.THREADS, spaces, 1, "any thread", Threading::anyThread),
            scan(OptimizerRule.THREADS, Concern.THREADS))
        .flatMap(tests -> tests);
  }

  /**
   * Rule 10: hard constraints.
   *
   * @return tests for the spaces with constraints
   */
  @TestFactory
  public final Stream<DynamicTest> rule10_hardConstraints() {
    return Stream.of(
            tests(
                OptimizerRule.CONSTRAINTS,
                some("half is rejected"),
                "avoids",
                test -> Constraining.avoids(test, 0.5)),
            tests(
                OptimizerRule.CONSTRAINTS,
                some("nine tenths are rejected"),
                "avoids",
                test -> Constraining.avoids(test, 0.9)),
            tests(
                OptimizerRule.CONSTRAINTS,
                some("everything is rejected", "36 treatments, none allowed"),
                "gives up",
                Constraining::givesUp))
        .flatMap(tests -> tests);
  }

  /**
   * Rule 11: how cost and memory grow.
   *
   * @return two tests
   */
  @TestFactory
  public final Stream<DynamicTest> rule11_costAndMemory() {
    return Stream.concat(
        tests(OptimizerRule.COST, some("2 reals"), 1, "cost", Costing::growth),
        tests(OptimizerRule.COST, some("2 reals"), 1, "memory", Costing::memory));
  }

  /**
   * Rule 12: the provider and its options.
   *
   * @return three tests
   */
  @TestFactory
  public final Stream<DynamicTest> rule12_providerAndOptions() {
    List<GallerySpace> any = some("one real");
    Plugin plugin = Plugin.of(provider());
    return Stream.of(
            tests(
                OptimizerRule.PROVIDER, any, 1, "name", test -> new Providing(test, plugin).name()),
            tests(
                OptimizerRule.PROVIDER,
                any,
                1,
                "options",
                test -> new Providing(test, plugin).options()),
            tests(
                OptimizerRule.PROVIDER,
                any,
                1,
                "registration",
                test -> new Providing(test, plugin).registration()))
        .flatMap(tests -> tests);
  }

  /**
   * Rule 13: capabilities are true.
   *
   * @return a test for each space
   */
  @TestFactory
  public final Stream<DynamicTest> rule13_capabilities() {
    return tests(OptimizerRule.CAPABILITIES, SpaceGallery.all(), 1, "", Declaring::accepts);
  }

  /**
   * Rule 14: better than random.
   *
   * @return one test
   */
  @TestFactory
  public final Stream<DynamicTest> rule14_betterThanRandom() {
    return tests(
        OptimizerRule.LEARNING,
        List.of(Learning.space(subject())),
        1,
        "",
        test -> Learning.beatsRandom(test, 1));
  }

  private static Runnable study(Case test) {
    return () -> Script.of(test, Repeating.trials(test)).play();
  }

  @FunctionalInterface
  private interface Check {
    void on(Case test) throws Exception;
  }

  private static List<GallerySpace> some(String... names) {
    return Arrays.stream(names).map(SpaceGallery::named).toList();
  }

  private Stream<DynamicTest> scan(OptimizerRule rule, Concern concern) {
    return tests(
        rule,
        some("one real"),
        1,
        "class files",
        test -> {
          Predicate<ClassScan.Finding> counts =
              finding -> finding.concern() == concern && !vouchedFor().contains(finding.what());
          List<ClassScan.Finding> findings =
              ClassScan.of(test.subject().provider().getClass()).stream().filter(counts).toList();
          test.require(findings.isEmpty(), -1, "%s", Findings.text(findings));
        });
  }

  private Stream<DynamicTest> tests(
      OptimizerRule rule, List<GallerySpace> spaces, String what, Check check) {
    return tests(rule, spaces, SEEDS, what, check);
  }

  private Stream<DynamicTest> tests(
      OptimizerRule rule, List<GallerySpace> spaces, int seeds, String what, Check check) {
    Subject subject = subject();
    var tests = new ArrayList<DynamicTest>();
    for (GallerySpace space : spaces) {
      if (Again.selects(space.name())) {
        for (long seed : Again.seeds(seeds)) {
          var test = Case.of(subject, rule, space, seed);
          String name = "%s%s, seed %s".formatted(what.isEmpty() ? "" : what + ": ", space, seed);
          tests.add(
              DynamicTest.dynamicTest(
                  name,
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

  private Subject subject() {
    String name = getClass().getName();
    return new Subject(
        provider(),
        options(),
        this::refuses,
        costExponent(),
        name.substring(name.lastIndexOf('.') + 1));
  }
}
