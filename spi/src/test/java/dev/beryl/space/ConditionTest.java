package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ConditionTest {
  private static final CategoricalParameter<String> KERNEL =
      Parameter.choice("kernel", "linear", "rbf", "poly");
  private static final IntegerParameter DEPTH = Parameter.integer("depth", 1, 9).step(2);
  private static final RealParameter GAMMA = Parameter.real("gamma", 0, 1);

  @Test
  void when_withoutValues_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GAMMA.when(KERNEL))
        .withMessage(
            "parameter 'gamma': expected at least one value of 'kernel' to be active under, got"
                + " none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GAMMA.when(DEPTH))
        .withMessageContaining("at least one value of 'depth'");
  }

  @Test
  void when_withAForeignValue_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GAMMA.when(KERNEL, "rbf", "rfb"))
        .withMessageContaining("parameter 'kernel': expected categorical ['linear', 'rbf', 'poly']")
        .withMessageContaining("got 'rfb'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.flag("f").when(DEPTH, 11))
        .withMessageContaining("parameter 'depth': expected integer [1, 9] step 2, got 11");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.ordinal("o", 1, 2).when(DEPTH, 4))
        .withMessageContaining("got 4, which is on no step");
  }

  @Test
  void when_twiceOnTheSameParent_isRefused_andSaysToListTheValues() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GAMMA.when(DEPTH, 1, 5).when(DEPTH, 3))
        .withMessage(
            "parameter 'gamma': is already active only when depth in [1, 5]; to ask for depth in [3]"
                + " too, list all values in one when(…)");
  }

  @Test
  void when_twice_isRefused_withTheWayOut() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GAMMA.when(KERNEL, "rbf").when(DEPTH, 3))
        .withMessageContaining("parameter 'gamma': is already active only when kernel in ['rbf']")
        .withMessageContaining("one parent")
        .withMessageContaining("depth in [3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEPTH.when(KERNEL, "rbf").when(KERNEL, "poly"));
    assertThatIllegalArgumentException().isThrownBy(() -> KERNEL.when(DEPTH, 1).when(DEPTH, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.ordinal("o", 1).when(DEPTH, 1).when(DEPTH, 3));
  }

  @Test
  void condition_sortsItsValues_andDropsDuplicates() {
    var condition = GAMMA.when(KERNEL, "poly", "rbf", "poly").condition().orElseThrow();
    assertThat(condition).hasToString("kernel in ['rbf', 'poly']");
    assertThat(condition.coordinates()).containsExactly(1L, 2L);
    assertThat(condition.parent()).isSameAs(KERNEL);
    assertThat(condition.holdsAt(1)).isTrue();
    assertThat(condition.holdsAt(0)).isFalse();
    condition.coordinates()[0] = 0;
    assertThat(condition.holdsAt(0)).isFalse();
  }

  @Test
  void conditions_areEqual_ifParentsDomainAndValuesAre() {
    var condition = GAMMA.when(KERNEL, "rbf", "poly").condition();
    assertThat(condition)
        .isEqualTo(DEPTH.when(KERNEL.withDefault("rbf"), "poly", "rbf").condition())
        .hasSameHashCodeAs(DEPTH.when(KERNEL, "poly", "rbf").condition())
        .isNotEqualTo(GAMMA.when(KERNEL, "rbf").condition())
        .isNotEqualTo(
            GAMMA.when(Parameter.choice("kernel", "rbf", "poly"), "rbf", "poly").condition());
    assertThat(GAMMA.when(KERNEL, "rbf")).isNotEqualTo(GAMMA);
  }

  @Test
  void space_withoutTheParent_isRefused_withTheNearestName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchSpace.of(Parameter.flag("kernl"), GAMMA.when(KERNEL, "rbf")))
        .withMessage(
            "search space: parameter 'gamma' depends on 'kernel', which is not in the space; known"
                + " are [kernl, gamma]; did you mean 'kernl'?");
  }

  @Test
  void space_withAnotherParentOfTheName_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SearchSpace.of(Parameter.choice("kernel", "rbf"), GAMMA.when(KERNEL, "rbf")))
        .withMessageContaining(
            "'gamma' depends on 'kernel' as categorical ['linear', 'rbf', 'poly']")
        .withMessageContaining("the space has it as categorical ['rbf']");
  }

  @Test
  void space_withTheParentUnderOtherRefinements_isAccepted() {
    var conditioned = KERNEL.withDefault("rbf").when(DEPTH, 3);
    SearchSpace space = SearchSpace.of(GAMMA.when(KERNEL, "rbf"), conditioned, DEPTH);
    assertThat(space.isConditional()).isTrue();
    assertThat(space.fromUnit(new double[] {0.5, 0.5, 0.3}).has("gamma")).isTrue();
    assertThat(space.fromUnit(new double[] {0.5, 0.5, 0.9}).has("gamma")).isFalse();
  }

  @Test
  void conditionsInACircle_areRefused_circleByCircle() {
    var a = Parameter.flag("a");
    var b = Parameter.flag("b");
    var c = Parameter.integer("c", 0, 1);
    var d = Parameter.flag("d");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            SearchSpace.of(
                Parameter.flag("free"),
                Parameter.flag("outside").when(a, true),
                a.when(b, true),
                b.when(c, 1),
                c.when(a, true),
                d.when(d, true)))
        .withMessageContaining("2 faults")
        .withMessageContaining("conditions form a cycle: [a, b, c, a]")
        .withMessageContaining("conditions form a cycle: [d, d]");
  }
}
