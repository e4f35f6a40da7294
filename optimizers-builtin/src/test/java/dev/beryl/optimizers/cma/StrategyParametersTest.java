package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyParametersTest {
  private static final KnownAnswers KNOWN = KnownAnswers.of("cma-defaults.txt");
  private static final Offset<Double> EXACT = within(1e-12);

  @ParameterizedTest
  @CsvSource({"2, 6", "5, 8", "10, 10", "10, 20", "20, 12", "40, 15", "100, 17"})
  void of_populations_hasTheKnownValues(int n, int lambda) {
    var parameters = StrategyParameters.of(n, lambda, 1, false);
    String key = n + "/" + lambda + ".";
    assertThat((double) parameters.parents).isEqualTo(KNOWN.number(key + "mu"));
    assertThat(parameters.muEff).isCloseTo(KNOWN.number(key + "mueff"), EXACT);
    assertThat(parameters.c1).isCloseTo(KNOWN.number(key + "c1"), EXACT);
    assertThat(parameters.cMu).isCloseTo(KNOWN.number(key + "cmu_offset_quarter"), EXACT);
    assertThat(parameters.cc).isCloseTo(KNOWN.number(key + "cc"), EXACT);
    assertThat(parameters.cSigma).isCloseTo(KNOWN.number(key + "cs"), EXACT);
    assertThat(parameters.dSigma).isCloseTo(KNOWN.number(key + "ds"), EXACT);
    assertThat(parameters.chiN).isCloseTo(KNOWN.number(key + "chiN_approx"), EXACT);
    assertThat(parameters.weights).containsExactly(KNOWN.vector(key + "weights"), EXACT);
    assertThat(Arrays.stream(parameters.weights).sum())
        .isCloseTo(KNOWN.number(key + "sum_weights"), EXACT);
  }

  @ParameterizedTest
  @CsvSource({"2, 6", "5, 8", "10, 10", "10, 20", "20, 12", "40, 15", "100, 17"})
  void withRankMuOffset_zero_hasTheValuesOf2016(int n, int lambda) {
    var parameters = StrategyParameters.withRankMuOffset(n, lambda, 1, 0);
    assertThat(parameters.cMu)
        .isCloseTo(KNOWN.number(n + "/" + lambda + ".cmu_offset_zero"), EXACT);
    assertThat(parameters.weights)
        .containsExactly(KNOWN.vector(n + "/" + lambda + ".weights_if_offset_zero"), EXACT);
  }

  @ParameterizedTest
  @CsvSource({"2, 6", "5, 8", "10, 10", "10, 20", "20, 12", "40, 15", "100, 17"})
  void of_separable_learnsFaster(int n, int lambda) {
    var parameters = StrategyParameters.of(n, lambda, 1, true);
    assertThat(parameters.c1).isCloseTo(KNOWN.number(n + "/" + lambda + ".c1_sep"), EXACT);
    assertThat(parameters.cMu).isCloseTo(KNOWN.number(n + "/" + lambda + ".cmu_sep"), EXACT);
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "1, 2", "2, 3", "3, 1000", "10, 100000", "1000, 24", "5, 2"})
  void of_anyPopulation_learningRatesAndWeightsAreSound(int n, int lambda) {
    for (boolean separable : new boolean[] {false, true}) {
      var parameters = StrategyParameters.of(n, lambda, 0.7, separable);
      assertThat(parameters.c1 + parameters.cMu).isBetween(0.0, 1.0);
      assertThat(parameters.cSigma).isBetween(0.0, 1.0);
      assertThat(parameters.dSigma).isPositive();
      assertThat(parameters.decompositionGap).isPositive();
      double parentsSum = 0;
      for (int i = 0; i < parameters.parents; i++) {
        parentsSum += parameters.weights[i];
      }
      assertThat(parentsSum).isCloseTo(1, within(1e-9));
      for (double weight : parameters.weights) {
        assertThat(weight).isFinite();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "2, 6", "5, 8", "10, 10", "20, 12", "40, 15", "100, 17"})
  void defaultPopulation_growsWithTheLogarithm(int n, int lambda) {
    assertThat(StrategyParameters.defaultPopulation(n)).isEqualTo(lambda);
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "10, 1", "40, 2", "100, 5"})
  void decompositionGap_growsWithTheDimension(int n, int gap) {
    int lambda = StrategyParameters.defaultPopulation(n);
    assertThat(StrategyParameters.of(n, lambda, 1, false).decompositionGap).isEqualTo(gap);
  }

  @Test
  void damping_scalesWhatIsNotThePathsOwnRate() {
    var plain = StrategyParameters.of(10, 10, 1, false);
    var quick = StrategyParameters.of(10, 10, 0.7, false);
    assertThat(quick.dSigma - quick.cSigma).isCloseTo(0.7 * (plain.dSigma - plain.cSigma), EXACT);
  }
}
