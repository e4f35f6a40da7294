package dev.beryl.examples.cancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.RunResult;
import dev.beryl.space.Parameter;
import dev.beryl.space.Treatment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {

  @Test
  void table_hasMeansPairedDifferencesAndTheirErrors() {
    var shift = Parameter.real("shift", -1, 1).withDefault(0);
    // Replicates 0, 1, 2 measure 0, 10, 20; the treatment takes 0.5, 1, 1.5 away.
    var experiment =
        Experiment.measuring(
            "m", ctx -> 10 * ctx.replicate() + ctx.get(shift) * (1 + ctx.replicate()));

    RunResult result = experiment.run(List.of(Treatment.of("best", Map.of("shift", -0.5))), 3);

    // Variances 100, 90.25 and 0.25 over three replicates.
    assertThat(ComparisonTable.of(result, "best", List.of("m")).lines().map(String::strip))
        .containsExactly(
            "baseline              best        difference",
            "m                   10.0000 (5.7735)   9.0000 (5.4848)  -1.0000 (0.2887)");
  }
}
