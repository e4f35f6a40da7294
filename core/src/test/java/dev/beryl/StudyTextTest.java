package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Studies and experiments say what they are. */
class StudyTextTest {

  @Test
  void study_namesWhatIsSearchedAndItsSettingsInTheirOrder() {
    Study study =
        Study.of(
                SearchSpace.of(Parameter.real("x", 0, 1), Parameter.integer("depth", 1, 9)),
                Objective.minimize("loss"),
                Objective.maximize("gain"))
            .optimizer("tpe", Map.of("startup-trials", 5))
            .trials(100)
            .timeLimit(Duration.ofMinutes(90))
            .tellAsCompleted()
            .seed(42)
            .failFast();

    assertThat(study)
        .hasToString(
            "study of [x, depth]: minimize mean of loss, maximize mean of gain, optimizer 'tpe'"
                + " {startup-trials=5}, trials 100, timeLimit 1 h 30 min, tellAsCompleted, seed 42, failurePolicy 1 in a row");
  }

  @Test
  void study_withAName_startsWithIt_andKeepsItsTrials() {
    Study named = OneParameter.study(1, 2).name("two points");

    assertThat(named.toString()).startsWith("study 'two points' of [x]: minimize mean of loss,");
    var result = OneParameter.EXPERIMENT.optimize(named);
    assertThat(result.name()).contains("two points");
    assertThat(result.digest())
        .as("the name is not part of the identity")
        .isEqualTo(OneParameter.EXPERIMENT.optimize(OneParameter.study(1, 2)).digest());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OneParameter.study(1).name(" "))
        .withMessage("study: name: expected some text, got a blank name");
    assertThatIllegalStateException()
        .isThrownBy(() -> named.name("again"))
        .withMessage("study: name: was already set to two points, and now to again; set it once");
  }

  @Test
  void study_ofAListOfObjectives_isThatOfThem() {
    assertThat(Study.of(OneParameter.SPACE, List.of(OneParameter.LOSS)))
        .hasToString(Study.of(OneParameter.SPACE, OneParameter.LOSS).toString());
  }

  @Test
  void study_withoutSettings_isShort() {
    assertThat(Study.of(OneParameter.SPACE, OneParameter.LOSS))
        .hasToString("study of [x]: minimize mean of loss");
  }

  @Test
  void experiment_namesItsStepsAndResources() {
    Resource<String> table = Resource.of("table", () -> "rows", rows -> {});

    assertThat(OneParameter.EXPERIMENT).hasToString("experiment measuring 'loss'");
    assertThat(Experiment.from(ctx -> 1).then("fit", (data, ctx) -> data).build())
        .hasToString("experiment of steps [fit]");
    assertThat(Experiment.from(ctx -> ctx.get(table)).using(table).build())
        .hasToString("experiment of steps [] with resources [table]");
  }

  @Test
  void runningStudy_saysHowFarItIs() throws Exception {
    RunningStudy done = OneParameter.EXPERIMENT.optimizeAsync(OneParameter.study(1, 2));
    RunningStudy failed =
        OneParameter.failingIn(0, 1).optimizeAsync(OneParameter.study(1, 2).failFast());
    var waiting = new CountDownLatch(1);
    RunningStudy running =
        Experiment.measuring(
                "loss",
                ctx -> {
                  waiting.await();
                  return 1;
                })
            .optimizeAsync(OneParameter.study(1));

    assertThat(running.toString())
        .startsWith("study of [minimize mean of loss] by optimizer 'test', running: 0 trials; ");
    waiting.countDown();
    assertThat(running.get()).isNotNull();
    assertThat(done.get()).isNotNull();
    assertThat(failed.handle((result, thrown) -> thrown).get()).isNotNull();
    assertThat(done.toString())
        .startsWith(
            "study of [minimize mean of loss] by optimizer 'test', done: 2 trials by test in ");
    assertThat(failed.toString()).contains(", failed: ", "a trial failed");
    RunningStudy cancelled = OneParameter.EXPERIMENT.optimizeAsync(OneParameter.study(1));
    if (cancelled.cancel(true)) {
      assertThat(cancelled.toString()).endsWith(", cancelled");
    }
  }
}
