package dev.beryl.tck;

import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.tck.ForbiddenCall.Concern;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests of the rules of {@link Optimizer}. Extend this class, return a provider, and run it with
 * JUnit.
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
 * <p>Each method tests the rule with its number, in spaces of the {@link SpaceGallery} and under a
 * few fixed seeds. A failure's last line is a command that runs only the failed case: system
 * property {@code beryl.tck.space} selects a space, and {@code beryl.tck.seed} a seed. Under an odd
 * seed trials have two replicates, under an even one a single replicate, whose standard error is
 * NaN.
 *
 * <p>Tests that the provider's capabilities decline are skipped, with the reason. An author may
 * also state {@linkplain #options options}, {@linkplain #refuses spaces that are refused},
 * {@linkplain #costExponent a cost} that grows faster than linearly, and {@linkplain #vouchedFor
 * calls} that look forbidden but are not.
 *
 * <p>No test compares a time with a limit, except {@link #patience}, after which a hanging case
 * fails. Rule 14 and the claim in rule 15 are statistical tests under fixed seeds; an optimizer
 * that is no better than random passes each with probability 0.008.
 */
public abstract non-sealed class OptimizerContract extends PluginContract<OptimizerProvider> {
  private static final int SEEDS = 2;

  /** Called by subclasses. */
  protected OptimizerContract() {}

  /**
   * Says why {@code create} refuses a space that the capabilities cover. The tests then require the
   * refusal.
   *
   * @param space a space of the gallery
   * @return the reason; empty if the space is not refused, which is the default
   */
  protected Optional<String> refuses(SearchSpace space) {
    return Optional.empty();
  }

  /** {@return tests of rule 1: every treatment is one of the setting's space} */
  @TestFactory
  public final Stream<DynamicTest> rule01_treatmentsOfTheSpace() {
    return rule(OptimizerRules.PROPOSALS).each("", SpaceGallery.all(), Proposing::inside).stream();
  }

  /** {@return tests of rule 2: asks of any size} */
  @TestFactory
  public final Stream<DynamicTest> rule02_asksOfAnySize() {
    return rule(OptimizerRules.SIZES)
        .each(
            "1 to 1000",
            some("5 reals", "every kind", "conditions", "half is rejected", "60 treatments"),
            Proposing::sizes)
        .each("the largest int", some("2 reals", "60 treatments"), Proposing::largestSize)
        .stream();
  }

  /** {@return tests of rule 3: the meaning of an empty answer} */
  @TestFactory
  public final Stream<DynamicTest> rule03_emptyAnswers() {
    return rule(OptimizerRules.EMPTY)
        .each(
            "stays empty",
            some("2 reals", "conditions", "60 treatments", "two treatments"),
            Proposing::emptyIsFinal)
        .each("to exhaustion", SpaceGallery.finite(), Proposing::exhaustion)
        .stream();
  }

  /** {@return tests of rule 4: tells in any order, many pending, and learning from them} */
  @TestFactory
  public final Stream<DynamicTest> rule04_tellsInAnyOrder() {
    return rule(OptimizerRules.ORDER)
        .each(
            "any order",
            some(
                "2 reals",
                "every kind",
                "deep conditions",
                "half is rejected",
                "400 treatments",
                "mixture 2"),
            Telling::anyOrder)
        .once(
            "learns with four pending",
            List.of(Learning.space(provider())),
            test -> Learning.beatsRandom(test, 4, 2))
        .stream();
  }

  /** {@return tests of rule 5: every outcome and every loss} */
  @TestFactory
  public final Stream<DynamicTest> rule05_everyOutcome() {
    List<GallerySpace> spaces = some("2 reals", "every kind", "conditions", "60 treatments");
    var tests = rule(OptimizerRules.OUTCOMES);
    for (OutcomeKind kind : OutcomeKind.values()) {
      tests.once("all " + kind, spaces, test -> Telling.only(test, kind));
    }
    return tests
        .each("mixed", spaces, Telling::mixed)
        .each("extreme losses", spaces, Telling::extremes)
        .each("objectives", spaces, Telling::objectives)
        .stream();
  }

  /** {@return tests of rule 6: trials that were never asked for} */
  @TestFactory
  public final Stream<DynamicTest> rule06_observations() {
    return rule(OptimizerRules.OBSERVATIONS)
        .each(
            "",
            some("2 reals", "every kind", "deep conditions", "60 treatments"),
            Telling::observations)
        .stream();
  }

  /**
   * {@return tests of rule 7: the same bits again, in this process, in a replay and in another
   * process}
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
    return rule(OptimizerRules.REPEATABLE)
        .each("twice", spaces, Repeating::twice)
        .each("replayed", spaces, Repeating::replayed)
        .each(
            "on another day", some("5 reals", "every kind", "60 treatments"), Repeating::anotherDay)
        .once("another process", some("every kind"), OtherProcess::proposesTheSame)
        .once("class files", any(), test -> ClassScan.requireNone(test, Concern.BITS))
        .stream();
  }

  /** {@return tests of rule 8: no randomness except the setting's} */
  @TestFactory
  public final Stream<DynamicTest> rule08_noOtherRandomness() {
    return rule(OptimizerRules.RANDOMNESS)
        .each(
            "side by side",
            some("5 reals", "every kind", "deep conditions", "60 treatments"),
            Repeating::sideBySide)
        .once("class files", any(), test -> ClassScan.requireNone(test, Concern.RANDOMNESS))
        .stream();
  }

  /** {@return tests of rule 9: no threads, no waiting, no thread locals} */
  @TestFactory
  public final Stream<DynamicTest> rule09_noThreads() {
    List<GallerySpace> spaces = some("5 reals", "every kind", "60 treatments");
    return rule(OptimizerRules.THREADS)
        .once("starts none", spaces, test -> Threading.startsNone(test, study(test)))
        .once("never waits", spaces, test -> Threading.neverWaits(test, study(test)))
        .once("any thread", spaces, Threading::anyThread)
        .once("class files", any(), test -> ClassScan.requireNone(test, Concern.THREADS))
        .stream();
  }

  /** {@return tests of rule 10: hard constraints} */
  @TestFactory
  public final Stream<DynamicTest> rule10_hardConstraints() {
    return rule(OptimizerRules.CONSTRAINTS)
        .each("avoids", some("half is rejected"), test -> Constraining.avoids(test, 0.5))
        .each("avoids", some("nine tenths are rejected"), test -> Constraining.avoids(test, 0.9))
        .each(
            "gives up",
            some("everything is rejected", "36 treatments, none allowed"),
            Constraining::givesUp)
        .stream();
  }

  /** {@return tests of rule 11: the growth of cost and memory} */
  @TestFactory
  public final Stream<DynamicTest> rule11_costAndMemory() {
    return rule(OptimizerRules.COST)
        .once("cost", some("2 reals"), Costing::growth)
        .once("memory", some("2 reals"), Costing::memory)
        .stream();
  }

  /** {@return tests of rule 12: the provider and its options} */
  @TestFactory
  public final Stream<DynamicTest> rule12_providerAndOptions() {
    return Providing.tests(rule(OptimizerRules.PROVIDER), any()).stream();
  }

  /** {@return tests of rule 13: capabilities are true} */
  @TestFactory
  public final Stream<DynamicTest> rule13_capabilities() {
    return rule(OptimizerRules.CAPABILITIES)
        .once("", SpaceGallery.all(), Declaring::accepts)
        .stream();
  }

  /** {@return tests of rule 14: better than random search} */
  @TestFactory
  public final Stream<DynamicTest> rule14_betterThanRandom() {
    return rule(OptimizerRules.LEARNING)
        .once("", List.of(Learning.space(provider())), test -> Learning.beatsRandom(test, 1, 1))
        .stream();
  }

  /** {@return tests of rule 15: outcome constraints} */
  @TestFactory
  public final Stream<DynamicTest> rule15_outcomeConstraints() {
    List<GallerySpace> spaces = some("2 reals", "every kind", "conditions", "60 treatments");
    return rule(OptimizerRules.OUTCOME_CONSTRAINTS)
        .each("none is feasible", spaces, Bounding::noneIsFeasible)
        .each("few are feasible", spaces, Bounding::fewAreFeasible)
        .each("extreme excesses", spaces, Bounding::extremes)
        .once("learns", List.of(Learning.space(provider())), Bounding::learns)
        .stream();
  }

  /** {@return tests of rule 16: trials with more replicates} */
  @TestFactory
  public final Stream<DynamicTest> rule16_revisions() {
    List<GallerySpace> spaces = some("2 reals", "every kind", "conditions", "60 treatments");
    return rule(OptimizerRules.REVISIONS)
        .each("goes on", spaces, Revising::goesOn)
        .each("extreme losses", spaces, Revising::extremes)
        .each("the same again", spaces, Revising::twice)
        .once("objectives", some("2 reals"), Revising::objectives)
        .stream();
  }

  /** {@return tests of rule 17: predictions, and that asking for them changes nothing} */
  @TestFactory
  public final Stream<DynamicTest> rule17_predictions() {
    List<GallerySpace> spaces = some("2 reals", "every kind", "conditions", "60 treatments");
    return rule(OptimizerRules.PREDICTIONS)
        .each("any treatment", spaces, Predicting::anyTreatment)
        .each("extreme losses", spaces, Predicting::extremes)
        .each("changes nothing", spaces, Predicting::changesNothing)
        .stream();
  }

  private RuleTests<GallerySpace, OptimizerCase> rule(Rule rule) {
    OptimizerProvider provider = provider();
    return new RuleTests<>(
        SEEDS,
        patience(),
        (space, seed) -> new OptimizerCase(this, provider, rule, rule, space, seed));
  }

  private static Runnable study(OptimizerCase test) {
    return () -> Script.of(test, Repeating.trials(test)).play();
  }

  private static List<GallerySpace> some(String... names) {
    return Arrays.stream(names).map(SpaceGallery::named).toList();
  }

  private static List<GallerySpace> any() {
    return some("one real");
  }
}
