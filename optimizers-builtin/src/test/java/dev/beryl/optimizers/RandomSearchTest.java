package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomSearchTest {
  private final RealParameter x = Parameter.real("x", -1, 2);
  private final RealParameter rate = Parameter.real("rate", 1e-4, 1).log();
  private final SearchSpace plane = SearchSpace.of(x, rate);

  @Test
  void ask_continuousSpace_decodesTheDrawsOfEachTrial() {
    OptimizerSetting setting = Asking.setting(plane, 17);
    PhiloxRandom random = setting.random(0);
    List<Treatment> proposals = create(setting).ask(50);
    for (int trial = 0; trial < 50; trial++) {
      random.seek(trial, 0);
      double[] unit = {random.nextDouble(), random.nextDouble()};
      assertThat(proposals.get(trial)).isEqualTo(plane.fromUnit(unit));
    }
  }

  @Test
  void ask_sameSeed_givesTheSameBitsAndAnotherSeedOthers() {
    List<Treatment> one = create(Asking.setting(plane, 1)).ask(100);
    assertThat(create(Asking.setting(plane, 1)).ask(100)).isEqualTo(one);
    assertThat(create(Asking.setting(plane, 2)).ask(100)).doesNotContainAnyElementsOf(one);
  }

  @Test
  void ask_maxBelowOne_isRefused() {
    assertThatThrownBy(() -> create(Asking.setting(plane, 1)).ask(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ask: expected max >= 1, got 0");
  }

  @Test
  void ask_hugeMax_returnsPartOfIt() {
    Optimizer optimizer = create(Asking.setting(SearchSpace.of(x), 1));
    assertThat(optimizer.ask(Integer.MAX_VALUE)).hasSize(1 << 16);
    assertThat(optimizer.ask(1)).hasSize(1);
  }

  @Test
  void ask_answer_cannotBeChanged() {
    assertThatThrownBy(() -> create(Asking.setting(plane, 1)).ask(3).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void tell_anyTrial_makesNoDifference() {
    Optimizer told = create(Asking.setting(plane, 1));
    Optimizer untold = create(Asking.setting(plane, 1));
    Problem problem = Problem.of(plane, Objective.minimize("loss"));
    for (int number : new int[] {-7, 0, 3, 3, Integer.MAX_VALUE}) {
      Treatment treatment = told.ask(1).getFirst();
      assertThat(untold.ask(1)).containsExactly(treatment);
      told.tell(Trial.of(number, treatment, problem).samples("loss", Samples.of(0.5)).completed());
      for (Outcome outcome :
          List.of(
              new Outcome.Pruned(0, 3),
              new Outcome.Rejected("c"),
              new Outcome.TimedOut(0, "fit", Duration.ofSeconds(1)),
              new Outcome.Failed(Outcome.Reason.NOT_FINITE, 0, "loss", "it is NaN", null))) {
        told.tell(Trial.of(number, treatment, problem).unfinished(outcome));
      }
    }
    assertThat(told.recommend()).isEmpty();
  }

  @Test
  void ask_constraint_isDrawnAgainWithoutAnEffectOnOtherTrials() {
    SearchSpace halved = plane.subjectTo("x < 0.5", t -> t.get(x) < 0.5);
    List<Treatment> free = create(Asking.setting(plane, 3)).ask(200);
    List<Treatment> bound = create(Asking.setting(halved, 3)).ask(200);
    assertThat(bound).allMatch(t -> t.get(x) < 0.5);
    for (int i = 0; i < 200; i++) {
      if (free.get(i).get(x) < 0.5) {
        assertThat(bound.get(i)).isEqualTo(free.get(i));
      }
    }
  }

  /**
   * One percent is feasible: 1024 draws miss it with probability 3e-5, 200 times so 0.7 percent.
   */
  @Test
  void ask_narrowConstraint_isSatisfied() {
    SearchSpace narrow = plane.subjectTo("narrow", t -> t.get(x) < -0.97);
    assertThat(create(Asking.setting(narrow, 4)).ask(200)).allMatch(t -> t.get(x) < -0.97);
  }

  @Test
  void ask_continuousSpaceWithoutFeasiblePoint_proposesViolators() {
    SearchSpace never = plane.subjectTo("never", t -> false);
    assertThat(create(Asking.setting(never, 1)).ask(3)).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void ask_finiteSpaceWithConstraint_coversTheFeasiblePartOnce() {
    IntegerParameter a = Parameter.integer("a", 0, 29);
    IntegerParameter b = Parameter.integer("b", 0, 29);
    SearchSpace triangle = SearchSpace.of(a, b).subjectTo("a < b", t -> t.get(a) < t.get(b));
    assertThat(Asking.all(create(Asking.setting(triangle, 5))))
        .hasSize(30 * 29 / 2)
        .doesNotHaveDuplicates()
        .allMatch(t -> t.get(a) < t.get(b));
  }

  @Test
  void ask_finiteSpaceWithoutFeasibleTreatment_proposesOneViolator() {
    SearchSpace never =
        SearchSpace.of(Parameter.integer("a", 0, 29)).subjectTo("never", t -> false);
    Optimizer optimizer = create(Asking.setting(never, 1));
    assertThat(Asking.all(optimizer)).hasSize(1);
    assertThat(optimizer.ask(5)).isEmpty();
  }

  /** All but a thousandth of the cube is one of 999 treatments; 100 others share the rest. */
  @Test
  void ask_mostOfTheCubeIsFewTreatments_reachesAllOthers() {
    IntegerParameter parent = Parameter.integer("parent", 1, 1000);
    IntegerParameter child = Parameter.integer("child", 1, 100).when(parent, 1);
    assertThat(Asking.all(create(Asking.setting(SearchSpace.of(parent, child), 6))))
        .hasSize(1099)
        .doesNotHaveDuplicates();
  }

  @Test
  void ask_moreTreatmentsThanALongCounts_doesNotRepeat() {
    CategoricalParameter<Boolean> large = Parameter.flag("large");
    long most = (1L << 61) - 1;
    SearchSpace space =
        SearchSpace.of(
            large,
            Parameter.integer("a", -most, most).when(large, true),
            Parameter.integer("b", -most, most).when(large, true));
    assertThat(create(Asking.setting(space, 7)).ask(500)).hasSize(500).doesNotHaveDuplicates();
  }

  /** With more levels of a parent than a lattice takes, the space counts as infinite. */
  @Test
  void ask_parentOfTwoMillionLevels_isSearchedAllTheSame() {
    IntegerParameter parent = Parameter.integer("parent", 1, 2_000_000);
    SearchSpace space = SearchSpace.of(parent, x.when(parent, 1));
    SearchSpace finite = SearchSpace.of(parent, Parameter.flag("child").when(parent, 1));
    assertThat(create(Asking.setting(space, 8)).ask(10)).hasSize(10);
    assertThat(create(Asking.setting(finite, 8)).ask(10)).hasSize(10);
  }

  private static Optimizer create(OptimizerSetting setting) {
    return Asking.create(RandomSearch.withDefaults(), setting);
  }
}
