package dev.beryl.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.quality.problem.Variant;
import dev.beryl.quality.release.Scores;
import dev.beryl.quality.run.Contender;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchQualityTest {
  private static final Set<String> NAMES =
      Set.of("optimizers", "against", "instances", "problems", "each", "families", "budget");

  @Test
  void short_twoOptimizers_printsARowForEachAndBudget() {
    String report =
        ShortSuite.report(
            new Arguments(
                NAMES, "optimizers=random,sobol", "instances=3", "problems=sphere", "against="),
            Variant.PLAIN);

    assertThat(report)
        .contains("| optimizer | trials | optuna-random | optuna-tpe | pycma |")
        .containsPattern("\\| random \\| 50 \\| .* ± .* \\(\\d+ %\\) \\|")
        .containsPattern("\\| sobol \\| 200 \\| ")
        .contains("| sphere_d4_plus_3_categoricals |");
  }

  @Test
  void few_oneOptimizer_printsARowForEachBudgetAndProblem() {
    String report =
        FewSuite.report(
            new Arguments(
                NAMES, "optimizers=random", "instances=2", "problems=sphere", "against=sobol"));

    assertThat(report)
        .contains("| optimizer | trials | optuna-gp | sobol |")
        .containsPattern("\\| random \\| 25 \\| .* ± .* \\(\\d+ %\\), .* … .* \\|")
        .containsPattern("\\| random \\| sphere_d4_plus_3_categoricals \\| ");
  }

  @Test
  void long_oneOptimizer_printsAreasBesideTheKeptPeer() {
    String report =
        LongSuite.report(
            new Arguments(NAMES, "optimizers=random", "instances=2", "problems=sphere_d5"));

    assertThat(report)
        .contains("at most 3.301")
        .contains("| problem | random | hipparchus-cma-es | pycma-bipop |")
        .containsPattern("\\| all \\| .* ± .* \\|");
  }

  @Test
  void gain_oneOptimizer_printsWhatEachRuleSavesAndCosts() {
    String report =
        GainSuite.report(new Arguments(NAMES, "optimizers=random", "instances=1", "budget=70"));

    assertThat(report)
        .contains("| optimizer | rule | % of trials saved | lost in the end |")
        .containsPattern(
            "\\| random \\| below\\(0.001\\) \\| \\d+ ± \\d+ \\| 0.\\d{4} ± 0.\\d{4} \\|")
        .contains("| random | belowNoise(), noisy family |");
  }

  @Test
  void auto_twoFamilies_printsScoresWhereTheOptimizerCanSearch() {
    String report =
        AutoSuite.report(
            new Arguments(
                NAMES,
                "optimizers=auto,gp,sobol",
                "instances=2",
                "each=3",
                "families=separable,conditional"));

    assertThat(report)
        .contains("3 trials for each parameter, at most 0.477")
        .contains("| optimizer | all | all but conditional | separable | conditional |")
        .containsPattern("\\| `auto` \\| \\d.* ± .* \\| \\d.* \\| \\d.* \\| \\d.* \\|")
        .containsPattern("\\| `gp` \\| – \\| \\d.* \\| \\d.* \\| – \\|");
  }

  @Test
  void release_builtIns_areAllInTheLastRelease() {
    assertThat(ReleaseSuite.builtIn())
        .extracting(Contender::name)
        .contains("random", "sobol", "grid:partial=true:order=random")
        .containsAll(Scores.ofLastRelease().optimizers());
  }

  @Test
  void arguments_unknownName_isRefused() {
    assertThatThrownBy(() -> new Arguments(NAMES, "optimizer=random"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 'optimizer=random'");
  }
}
