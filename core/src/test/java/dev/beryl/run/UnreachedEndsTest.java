package dev.beryl.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.TestOptimizers;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import org.junit.jupiter.api.Test;

class UnreachedEndsTest {

  @Test
  void warnings_stepThatDoesNotDivideItsRange_sayWhichEndIsNeverTried() {
    RealParameter share = Parameter.real("share", 0, 1).step(0.3);
    IntegerParameter count = Parameter.integer("count", 1, 10).step(4);
    RealParameter whole = Parameter.real("whole", 0, 0.3).step(0.1);
    var result =
        Experiment.measuring("loss", ctx -> ctx.get(share) + ctx.get(count) + ctx.get(whole))
            .optimize(
                Study.of(SearchSpace.of(share, count, whole), Objective.minimize("loss"))
                    .optimizer(TestOptimizers.uniform())
                    .trials(2));

    assertThat(result.warnings())
        .containsExactly(
            "parameter 'share': steps of 0.3 end at 0.9, so 1.0, the end of its range, is never tried",
            "parameter 'count': steps of 4 end at 9, so 10, the end of its range, is never tried");
  }
}
