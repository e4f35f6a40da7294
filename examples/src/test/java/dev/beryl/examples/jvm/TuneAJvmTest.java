package dev.beryl.examples.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Study;
import dev.beryl.process.CommandResult;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Racing;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Objective;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TuneAJvmTest {

  @Test
  void asItIs_leavesAllOtherFlagsOut() throws Exception {
    CommandResult run =
        TuneAJvm.program().checkedFor(TuneAJvm.SPACE).experiment().apply(TuneAJvm.asItIs());
    assertThat(run.arguments()).hasSize(6).contains("-server", WordIndex.class.getName());
    assertThat(run.output()).contains("seconds=");
  }

  /** Interpreted code is many times slower: the race must say so, after few replicates. */
  @Test
  @Tag("stress")
  void interpreter_isRuledOut() throws Exception {
    Map<String, Object> fixed =
        Map.of("collector", "-XX:+UseG1GC", "heap", 128, "region", 1, "threads", 2, "inlining", 15);
    SearchSpace space = TuneAJvm.SPACE;
    for (Map.Entry<String, Object> flag : new TreeMap<>(fixed).entrySet()) { // the collector first
      space = space.with(flag.getKey(), flag.getValue());
    }
    var values = new HashMap<>(fixed);
    values.put("mode", "-Xint");
    Treatment interpreted = Treatment.of(space, values);
    Verdict verdict =
        TuneAJvm.program()
            .experiment()
            .optimize(
                Study.of(space, Objective.minimize("seconds"))
                    .optimizer("random")
                    .racing(Racing.of(1, 10).finalists(2).reserve(1.0 / 3))
                    .budget(60)
                    .baseline(interpreted)
                    .seed(1))
            .verdict()
            .orElseThrow();
    assertThat(verdict.againstBaseline().orElseThrow().interval().low())
        .as("how much worse the interpreter is")
        .isPositive();
    assertThat(verdict.sentence()).contains("better than the baseline");
  }
}
