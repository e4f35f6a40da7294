package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.spi.PrunerChoice;
import dev.beryl.trial.Moments;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What pruners save, and what they lose, in 200 {@linkplain SyntheticStudy synthetic studies} with
 * fixed seeds. The cost is a share of all steps; the loss is the regret, in shares of that of the
 * median treatment, beyond that of the same study without a pruner. The means must keep four
 * standard errors away from the bounds. With standard errors they are:
 *
 * <pre>
 *                                  1 replicate                       3 replicates
 *                           cost            loss              cost            loss
 * median                    0.233 ± 0.003   -0.001 ± 0.004    0.168 ± 0.003   0.013 ± 0.005
 * median, running average   0.403 ± 0.005    0.001 ± 0.004    0.286 ± 0.004   0.014 ± 0.004
 * median, percentile 75                                       0.314 ± 0.005   0.005 ± 0.003
 * asha                      0.241 ± 0.003    0.001 ± 0.005    0.181 ± 0.003   0.031 ± 0.006
 * asha, none exempt         0.134 ± 0.002   -0.003 ± 0.005
 * patience over median      0.749 ± 0.002    0                0.430 ± 0.003   0
 * </pre>
 */
class PrunerSavingsTest {
  private static final int STUDIES = 200;

  @ParameterizedTest
  @MethodSource("pruners")
  void prunes_syntheticCurves_savesAndStillFindsOneOfTheBest(
      PrunerChoice factory, int replicates, double mostCost, double mostLoss) {
    var cost = new Moments();
    var loss = new Moments();
    for (int seed = 0; seed < STUDIES; seed++) {
      var full = SyntheticStudy.run(null, replicates, seed);
      var pruned = SyntheticStudy.run(factory, replicates, seed);
      assertThat(full.cost()).isEqualTo(1);
      cost.add(pruned.cost());
      loss.add(pruned.regret() - full.regret());
    }
    assertThat(cost.mean() + 4 * cost.standardError()).isLessThan(mostCost);
    assertThat(loss.mean() + 4 * loss.standardError()).isLessThan(mostLoss);
  }

  static Stream<Arguments> pruners() {
    MedianPruner median = MedianPruner.withDefaults();
    AshaPruner asha = AshaPruner.withDefaults().maxResource(27);
    PatientPruner patient = PatientPruner.over(median).steps(3);
    return Stream.of(
        Arguments.of(median, 1, 0.25, 0.02),
        Arguments.of(median.runningAverage(), 1, 0.43, 0.02),
        Arguments.of(asha, 1, 0.26, 0.02),
        Arguments.of(asha.exemptShare(0), 1, 0.15, 0.02),
        Arguments.of(patient, 1, 0.8, 0.01),
        Arguments.of(median, 3, 0.19, 0.04),
        Arguments.of(median.runningAverage(), 3, 0.31, 0.04),
        Arguments.of(median.percentile(75), 3, 0.34, 0.02),
        Arguments.of(asha, 3, 0.2, 0.06),
        Arguments.of(patient, 3, 0.45, 0.01));
  }
}
