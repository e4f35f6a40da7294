package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results of two ways of searching, paired by their seeds. */
class PairedResultsTest {
  private static StudyResult result(long seed, double best) {
    return OneParameter.EXPERIMENT.optimize(OneParameter.study(best, 9).seed(seed));
  }

  private static List<StudyResult> results(double... best) {
    var results = new ArrayList<StudyResult>();
    for (int seed = best.length - 1; seed >= 0; seed--) {
      results.add(result(seed, best[seed]));
    }
    return results;
  }

  @Test
  void differences_areBySeed_withStudentsInterval() {
    PairedResults pairs = PairedResults.of("a", results(1, 2, 3, 4), "b", results(2, 3.5, 4, 5.5));

    assertThat(pairs.differences().toArray()).containsExactly(-1, -1.5, -1, -1.5);
    // mean -1.25, standard error 0.1443, t with 3 degrees of freedom 3.1824
    assertThat(pairs.interval().low()).isCloseTo(-1.25 - 0.4594, within(1e-4));
    assertThat(pairs.interval().high()).isCloseTo(-1.25 + 0.4594, within(1e-4));
    assertThat(pairs)
        .hasToString(
            "'a' is better than 'b': its best loss is lower by 1.25 on average, 95 % interval"
                + " [-1.71, -0.79]; better in 4 of 4 seeds, worse in 0");
  }

  @Test
  void statement_ofAMaximum_saysHigherIsBetter() {
    var pairs =
        new PairedResults(
            "a",
            "b",
            Objective.maximize("gain"),
            List.of(
                new PairedResults.Pair(0, 5, 1),
                new PairedResults.Pair(1, 5, 1.5),
                new PairedResults.Pair(2, 5, 1)));

    assertThat(pairs.statement())
        .startsWith("'a' is better than 'b': its best gain is higher by 3.83 on average");
    assertThat(pairs.wins()).isEqualTo(3);
  }

  @Test
  void statement_ofNoDifference_saysSo() {
    assertThat(PairedResults.of("a", results(1, 3, 2), "b", results(2, 2, 2)).statement())
        .startsWith("'a' against 'b': no difference in the best loss is shown; the 95 % interval")
        .endsWith("contains 0; better in 1 of 3 seeds, worse in 1");
    assertThat(PairedResults.of("a", results(1, 3), "b", results(1, 3)).statement())
        .isEqualTo("'a' and 'b' have the same best loss in all 2 seeds");
    assertThat(PairedResults.of("a", results(1), "b", results(2)).statement())
        .isEqualTo(
            "'a' against 'b': one seed does not tell a difference from luck; better in 1 of 1"
                + " seeds, worse in 0");
  }

  @Test
  void seedsThatDoNotPair_areFaultsTogether() {
    StudyResult none =
        OneParameter.failingIn(0).optimize(OneParameter.study(1).seed(7).neverFail());
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            PairedResults.of(
                "a",
                List.of(result(0, 1), result(0, 2), result(1, 1)),
                "b",
                List.of(result(0, 1), result(2, 1), none)))
        .withMessageContainingAll(
            "seed 0 of 'a': two results have it",
            "seed 1: 'b' has no result",
            "seed 2: 'a' has no result",
            "seed 7 of 'b': expected a completed trial, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedResults.of("a", List.of(), "b", List.of()))
        .withMessage("paired results: expected at least one result of each, got none");
  }
}
