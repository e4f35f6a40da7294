package dev.beryl.optimizers.auto;

import static dev.beryl.optimizers.auto.Method.CMA_ES;
import static dev.beryl.optimizers.auto.Method.GP;
import static dev.beryl.optimizers.auto.Method.GRID;
import static dev.beryl.optimizers.auto.Method.SOBOL;
import static dev.beryl.optimizers.auto.Method.TPE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of rules: the first row whose condition holds says which methods propose, one after
 * another. What holds for several rows is applied afterwards: noise, and methods that are left out.
 */
final class Rules {
  private static final int FEW_TRIALS = 8;
  private static final int MODELED_FRONTS = 400;
  private static final int MANY_PARAMETERS = 60;
  private static final int SHORT_WITH_CHOICES = 300;
  private static final int SHORT = 150;
  private static final int MODEL_UNDER_NOISE = 250;

  private static final String REFINES = "a local search refines what the model has found";

  /** All rows. */
  static final List<Row> ROWS =
      List.of(
          new Row(
              1,
              "finite, with no more treatments than trials",
              facts -> facts.treatments() <= facts.budget(),
              _ -> List.of(new Phase(0, GRID, "every treatment is tried once"))),
          new Row(
              2,
              "very few trials, or all of them in flight",
              facts ->
                  facts.budget() <= Math.max(FEW_TRIALS, facts.parameters() + 2)
                      || facts.inFlight() >= facts.budget(),
              _ -> List.of(new Phase(0, SOBOL, "no trial could learn from enough others"))),
          new Row(
              3,
              "several objectives, and conditions or more than 60 parameters or categories",
              facts -> facts.objectives() > 1 && (facts.conditional() || isLarge(facts)),
              _ -> List.of(new Phase(0, TPE, "it ranks by fronts in any space"))),
          new Row(
              4,
              "several objectives, up to 400 trials",
              facts -> facts.objectives() > 1 && facts.budget() <= MODELED_FRONTS,
              _ -> List.of(new Phase(0, GP, "a model of each weighting needs few trials"))),
          new Row(
              5,
              "several objectives, more than 400 trials",
              facts -> facts.objectives() > 1,
              _ ->
                  List.of(
                      new Phase(0, GP, "a model of each weighting needs few trials"),
                      new Phase(
                          MODELED_FRONTS, TPE, "it ranks by fronts, and its cost stays low"))),
          new Row(
              6,
              "conditional",
              Facts::conditional,
              _ -> List.of(new Phase(0, CMA_ES, "it learns the choice of a branch with all else"))),
          new Row(
              7,
              "more than 60 parameters or categories",
              Rules::isLarge,
              _ -> List.of(new Phase(0, CMA_ES, "it moves all of many parameters at once"))),
          new Row(
              8,
              "with choices, up to 300 trials",
              facts -> facts.choices() > 0 && facts.budget() <= SHORT_WITH_CHOICES,
              _ -> List.of(new Phase(0, GP, "a model needs the fewest trials"))),
          new Row(
              9,
              "with choices, more than 300 trials",
              facts -> facts.choices() > 0,
              facts ->
                  List.of(
                      new Phase(0, GP, "a model needs the fewest trials"),
                      new Phase(Math.min(150, facts.budget() / 3), CMA_ES, REFINES))),
          new Row(
              10,
              "numeric, up to 20 trials for each parameter or 150",
              facts -> facts.isWithin(20) || facts.budget() <= SHORT,
              _ -> List.of(new Phase(0, GP, "a model needs the fewest trials"))),
          new Row(
              11,
              "numeric, up to 100 trials for each parameter",
              facts -> facts.isWithin(100),
              facts ->
                  List.of(
                      new Phase(0, GP, "a model needs the fewest trials"),
                      new Phase(Math.min(modeled(facts), facts.budget() / 2), CMA_ES, REFINES))),
          new Row(
              12,
              "numeric, more than 100 trials for each parameter",
              _ -> true,
              facts ->
                  List.of(
                      new Phase(0, GP, "a model needs the fewest trials"),
                      new Phase(modeled(facts), CMA_ES, REFINES))));

  private static boolean isLarge(Facts facts) {
    return facts.parameters() > MANY_PARAMETERS || facts.categories() > MANY_PARAMETERS;
  }

  private static int modeled(Facts facts) {
    return Math.min(40 * facts.numeric(), 200);
  }

  /** What takes the place of a method that is left out, the first that is not. */
  private static final Map<Method, List<Method>> INSTEAD =
      Map.of(
          GRID, List.of(TPE, GP, CMA_ES, SOBOL),
          GP, List.of(TPE, CMA_ES, SOBOL),
          TPE, List.of(GP, CMA_ES, SOBOL),
          CMA_ES, List.of(TPE, GP, SOBOL),
          SOBOL, List.of());

  private final Set<Method> leftOut;
  private final int forced;

  /**
   * Rules for studies of one kind.
   *
   * @param leftOut methods that must not be chosen; not {@link Method#SOBOL}, which searches every
   *     space
   * @param forced the number of the row to take whatever its condition; 0: the first that applies
   */
  Rules(Set<Method> leftOut, int forced) {
    this.leftOut = leftOut;
    this.forced = forced;
  }

  /** The plan for a study. */
  Plan plan(Facts facts) {
    Row row = row(facts);
    return new Plan(row, withoutLeftOut(underNoise(facts, row.phases().apply(facts))));
  }

  private Row row(Facts facts) {
    if (forced > 0) {
      return ROWS.get(forced - 1);
    }
    return ROWS.stream()
        .filter(row -> row.applies().test(facts))
        .findFirst()
        .orElseThrow(); // the last one always applies
  }

  /** Under noise the model stays ahead of a local search for longer. */
  private static List<Phase> underNoise(Facts facts, List<Phase> phases) {
    var changed = new ArrayList<Phase>();
    for (Phase phase : phases) {
      changed.add(
          facts.noisy()
                  && phase.method() == CMA_ES
                  && phase.first() > 0
                  && phase.first() < MODEL_UNDER_NOISE
              ? new Phase(MODEL_UNDER_NOISE, CMA_ES, phase.reason())
              : phase);
    }
    return changed;
  }

  private List<Phase> withoutLeftOut(List<Phase> phases) {
    var changed = new ArrayList<Phase>();
    for (Phase phase : phases) {
      Phase next = leftOut.contains(phase.method()) ? instead(phase) : phase;
      if (changed.isEmpty() || changed.getLast().method() != next.method()) {
        changed.add(next);
      }
    }
    return List.copyOf(changed);
  }

  private Phase instead(Phase phase) {
    for (Method other : INSTEAD.getOrDefault(phase.method(), List.of())) {
      if (!leftOut.contains(other)) {
        return phase.by(other, "it takes the place of %s".formatted(phase.method().optimizer()));
      }
    }
    return phase;
  }
}
