package dev.beryl.optimizers.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.optimizers.Asking;
import dev.beryl.optimizers.model.OverallNoise;
import dev.beryl.optimizers.pareto.Fronts;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Outcome;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitterTest {
  private static final Outcome FAILED =
      new Outcome.Failed(Outcome.Reason.EXCEPTION, 0, "step", "no", null);

  private final Told told = new Told(SearchSpace.of(Parameter.real("x", 0, 1)));

  private static Splitter splitter(Told told, Map<String, ?> options) {
    return new Splitter(
        told.history,
        told.ranking,
        new Fronts(told.history),
        new OverallNoise(told.history, told.ranking),
        Asking.tpeSettings(OptimizerSetting.of(told.problem, 1), options));
  }

  private static Splitter split(Told told, Map<String, ?> options) {
    Splitter splitter = splitter(told, options);
    splitter.split();
    return splitter;
  }

  private static int count(WeightedRows members, IntPredicate which) {
    return (int) IntStream.range(0, members.size()).map(members::row).filter(which).count();
  }

  @Test
  void split_theBestAreBelow_weightedByTheirGain() {
    for (double loss : new double[] {4, 0.7, 9, 1.2, 5, 0.5, 1.5, 7, 6, 8, 3, 2, 10, 11, 12}) {
      told.completed(loss, loss / 20);
    }
    Splitter splitter = split(told, Map.of("share", 0.2));
    WeightedRows below = splitter.below();
    assertThat(below.size()).isEqualTo(3);
    double[] weights = {0.8, 0.3, 1}; // of 0.7, 1.2 and 0.5, in the order of telling
    for (int i = 0; i < 3; i++) {
      assertThat(below.weight(i)).isCloseTo(weights[i], within(1e-15));
    }
    assertThat(below.priorWeight()).isCloseTo(0.7, within(1e-15));
    assertThat(splitter.above().size()).isEqualTo(12);
    assertThat(splitter.above().priorWeight()).isEqualTo(1);
  }

  @Test
  void split_failedTrials_areAQuarterOfTheOthersAtTheMost() {
    for (int i = 0; i < 20; i++) {
      told.completed(i, 0.5);
      told.unfinished(FAILED, 0.9);
    }
    WeightedRows above = split(told, Map.of("share", 0.1)).above();
    assertThat(count(above, told.history::isFinished)).isEqualTo(18);
    assertThat(count(above, told.history::isFailed)).isEqualTo(6);
    assertThat(above.row(above.size() - 1)).isEqualTo(39); // the newest failures stay
  }

  @Test
  void split_pendingTrials_areAboveWithFullWeight() {
    for (int i = 0; i < 40; i++) {
      told.completed(i, 0.5);
    }
    told.history.ask(told.treatment(0.1));
    told.history.ask(told.treatment(0.2));
    WeightedRows above = split(told, Map.of()).above();
    assertThat(count(above, told.history::isPending)).isEqualTo(2);
    assertThat(above.weight(above.size() - 1)).isEqualTo(1);
    assertThat(above.weight(0)).isLessThan(0.1);
  }

  @Test
  void split_prunedTrialAmongTheGood_weightsAllAlike() {
    told.completed(1, 0.5);
    told.unfinished(new Outcome.Pruned(0, 1), 0.6);
    told.unfinished(new Outcome.Pruned(0, 1), 0.7);
    WeightedRows below = split(told, Map.of("share", 0.5)).below();
    assertThat(below.size()).isEqualTo(2);
    assertThat(below.weight(0)).isEqualTo(below.weight(1));
  }

  @Test
  void split_longHistory_keepsTheNewestAndTheBest() {
    for (int i = 0; i < 6000; i++) {
      told.completed(i < 3000 ? i : 10_000 - i, (double) i / 6000);
    }
    Splitter splitter = split(told, Map.of());
    assertThat(splitter.below().size()).isEqualTo(25);
    assertThat(splitter.above().size()).isEqualTo(1200);
    assertThat(splitter.firstKept()).isEqualTo(5000);
    assertThat(count(splitter.above(), row -> row >= 25 && row < 225)).isEqualTo(200);
  }

  @Test
  void split_noisyLosses_areTwentyPercentByRank() {
    tellWithErrors(1);
    WeightedRows below = split(told, Map.of()).below();
    assertThat(below.size()).isEqualTo(8);
    assertThat(below.weight(0)).isCloseTo(Math.log(9) + 0.1, within(1e-14));
  }

  @Test
  void split_littleNoise_isByExpectedImprovement() {
    tellWithErrors(0.01);
    WeightedRows below = split(told, Map.of()).below();
    assertThat(below.size()).isEqualTo(6);
    assertThat(below.weight(0)).isEqualTo(1);
  }

  private void tellWithErrors(double scale) {
    for (int i = 0; i < 40; i++) {
      double[] losses = {i - 20 * scale, i, i + 20 * scale};
      told.tell(
          i - 100, told.treatment(0.5), losses[i % 3], losses[(i + 1) % 3], losses[(i + 2) % 3]);
    }
  }

  private static Told conditional() {
    CategoricalParameter<String> kind = Parameter.choice("kind", "a", "b", "c");
    return new Told(
        SearchSpace.of(
            kind,
            Parameter.real("of a", 0, 1).when(kind, "a"),
            Parameter.real("of c", 0, 1).when(kind, "c")));
  }

  @Test
  void splitGroup_fewGoodOnes_dividesThoseOfTheGroup() {
    Told conditional = conditional();
    for (int i = 0; i < 40; i++) {
      boolean a = i >= 20;
      conditional.tell(
          i - 100, conditional.space.fromUnit(new double[] {a ? 0.1 : 0.5, 0.5, 0.5}), i);
    }
    Splitter splitter = split(conditional, Map.of());
    assertThat(count(splitter.below(), row -> conditional.history.isActive(row, new int[] {1})))
        .isZero();
    assertThat(splitter.splitGroup(new int[] {1})).isTrue();
    assertThat(splitter.belowOfGroup().size()).isEqualTo(3);
    assertThat(splitter.aboveOfGroup().size()).isEqualTo(17);
    assertThat(splitter.belowOfGroup().row(0)).isEqualTo(20);
    assertThat(splitter.splitGroup(new int[] {2})).isFalse();
  }

  @Test
  void splitGroup_enoughGoodOnes_takesThemOver() {
    Told conditional = conditional();
    for (int i = 0; i < 40; i++) {
      conditional.tell(
          i - 100, conditional.space.fromUnit(new double[] {i % 2 == 0 ? 0.1 : 0.5, 0.5, 0.5}), i);
    }
    Splitter splitter = split(conditional, Map.of());
    assertThat(splitter.splitGroup(new int[] {1})).isTrue();
    assertThat(splitter.belowOfGroup().size()).isEqualTo(3);
    assertThat(splitter.belowOfGroup().weight(0)).isEqualTo(splitter.below().weight(0));
    assertThat(splitter.aboveOfGroup().size()).isEqualTo(17);
  }
}
