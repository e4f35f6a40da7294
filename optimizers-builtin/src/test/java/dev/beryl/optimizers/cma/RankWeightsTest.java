package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankWeightsTest {
  private static final int POPULATION = 10;

  private final StrategyParameters parameters = StrategyParameters.of(10, POPULATION, 1, false);
  private final RankWeights weights = new RankWeights(parameters);

  @Test
  void weigh_distinctLosses_givesEachRankItsWeight() {
    weights.weigh(members(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), POPULATION);
    for (int k = 0; k < POPULATION; k++) {
      assertThat(weights.mean(k)).isEqualTo(Math.max(0, parameters.weights[k]));
      assertThat(weights.shape(k)).isEqualTo(parameters.weights[k]);
    }
    assertThat(weights.muEff()).isCloseTo(parameters.muEff, within(1e-12));
    assertThat(weights.injected()).isFalse();
  }

  @Test
  void weigh_ties_shareTheWeightsOfTheirRanks() {
    weights.weigh(members(0, 1, 1, 1, 4, 4, 4, 7, 8, 9), POPULATION);
    double shared = (parameters.weights[1] + parameters.weights[2] + parameters.weights[3]) / 3;
    for (int k = 1; k <= 3; k++) {
      assertThat(weights.mean(k)).isCloseTo(shared, within(1e-15));
    }
    // Ranks 4 to 6 lie on both sides of the border between parents and others.
    double positive = parameters.weights[4] / 3;
    double negative = (parameters.weights[5] + parameters.weights[6]) / 3;
    for (int k = 4; k <= 6; k++) {
      assertThat(weights.mean(k)).isCloseTo(positive, within(1e-15));
      assertThat(weights.shape(k)).isCloseTo(positive + negative, within(1e-15));
    }
    assertThat(sumOfMeans()).isCloseTo(1, within(1e-12));
  }

  @Test
  void weigh_allEqual_everyoneIsAParent() {
    weights.weigh(members(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), POPULATION);
    assertThat(weights.mean(0)).isCloseTo(0.1, within(1e-12));
    assertThat(weights.muEff()).isCloseTo(POPULATION, within(1e-9));
  }

  @Test
  void weigh_failedOnes_haveNoWeight() {
    Candidate[] members = members(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    for (int k = 3; k < POPULATION; k++) {
      members[k] = Candidates.failed(10, k);
    }
    weights.weigh(members, POPULATION);
    for (int k = 3; k < POPULATION; k++) {
      assertThat(weights.mean(k)).isZero();
      assertThat(weights.shape(k)).isZero();
    }
    assertThat(sumOfMeans()).isCloseTo(1, within(1e-12));
  }

  @Test
  void weigh_injectedOnes_repelNothing() {
    Candidate[] members = members(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    members[0].injected = true;
    members[9].injected = true;
    weights.weigh(members, POPULATION);
    assertThat(weights.mean(0)).isEqualTo(parameters.weights[0]);
    assertThat(weights.shape(9)).isZero();
    assertThat(weights.injected()).isTrue();
  }

  private double sumOfMeans() {
    return IntStream.range(0, POPULATION).mapToDouble(weights::mean).sum();
  }

  private static Candidate[] members(double... losses) {
    return IntStream.range(0, losses.length)
        .mapToObj(k -> Candidates.completed(10, losses[k], k))
        .toArray(Candidate[]::new);
  }
}
