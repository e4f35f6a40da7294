package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.optimizers.math.Rows;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchDistributionTest {
  private static final KnownAnswers KNOWN = KnownAnswers.of("cma-step.txt");
  private static final Offset<Double> EXACT = within(1e-12);
  private static final int N = 3;
  private static final int LAMBDA = 7;
  private static final int GENERATIONS = 3;

  @ParameterizedTest
  @CsvSource({"quarter, 0.25", "zero, 0"})
  void update_ofToldPoints_followsTheKnownChain(String edition, double offset) {
    var parameters = StrategyParameters.withRankMuOffset(N, LAMBDA, 1, offset);
    var covariance = FullCovariance.identity(N);
    var distribution = new SearchDistribution(parameters, new double[] {3, -2, 1}, 0.5, covariance);
    for (int g = 0; g < GENERATIONS; g++) {
      tell(distribution, parameters, KNOWN.rows(g + ".X", N), KNOWN.vector(g + ".f"));
      String key = g + "." + edition + ".";
      assertThat(distribution.mean()).containsExactly(KNOWN.vector(key + "m"), EXACT);
      assertThat(distribution.sigma()).isCloseTo(KNOWN.number(key + "sigma"), EXACT);
      assertThat(distribution.stepSize().path()).containsExactly(KNOWN.vector(key + "ps"), EXACT);
      assertThat(distribution.path()).containsExactly(KNOWN.vector(key + "pc"), EXACT);
      double[][] known = KNOWN.rows(key + "C", N);
      for (int i = 0; i < N; i++) {
        assertThat(covariance.rows()[i]).containsExactly(Arrays.copyOf(known[i], i + 1), EXACT);
      }
      assertThat(distribution.generation()).isEqualTo((long) KNOWN.number(key + "g"));
      assertThat(distribution.stepSize().isLong()).isEqualTo(KNOWN.number(key + "h") == 0);
    }
  }

  @Test
  void update_withMargin_leadsToTheKnownState() {
    KnownAnswers known = KnownAnswers.of("cma-margin.txt");
    int lambda = 6;
    var parameters = StrategyParameters.withRankMuOffset(N, lambda, 1, 0);
    var covariance = FullCovariance.identity(N);
    var distribution =
        new SearchDistribution(parameters, new double[] {0.3, 2.2, 0.5}, 0.05, covariance);
    tell(distribution, parameters, known.rows("X", N), known.vector("f"));
    var margin = new IntegerMargin(N, 1.0 / (N * lambda));
    // Integers 0 to 10, with thresholds between them: the first lies at the edge of the range.
    margin.correct(
        0, distribution.mean(), distribution.deviation(0), Double.NEGATIVE_INFINITY, 0.5);
    margin.correct(1, distribution.mean(), distribution.deviation(1), 1.5, 2.5);
    assertThat(distribution.mean()).containsExactly(known.vector("mean"), EXACT);
    assertThat(distribution.sigma()).isCloseTo(known.number("sigma"), EXACT);
    for (int j = 0; j < N; j++) {
      assertThat(margin.amplification(j)).isCloseTo(known.vector("A")[j], within(1e-11));
      assertThat(covariance.rows()[j])
          .containsExactly(Arrays.copyOf(known.rows("C", N)[j], j + 1), EXACT);
    }
  }

  private static void tell(
      SearchDistribution distribution,
      StrategyParameters parameters,
      double[][] points,
      double[] losses) {
    Candidate[] members = new Candidate[losses.length];
    double[] whitened = new double[N];
    for (int k = 0; k < losses.length; k++) {
      members[k] = Candidates.completed(N, losses[k], k);
      for (int j = 0; j < N; j++) {
        members[k].step[j] = (points[k][j] - distribution.mean()[j]) / distribution.sigma();
      }
      distribution.covariance().whiten(members[k].step, whitened);
      members[k].squaredLength = Rows.squaredLength(whitened);
    }
    Candidates.update(distribution, parameters, members);
  }
}
