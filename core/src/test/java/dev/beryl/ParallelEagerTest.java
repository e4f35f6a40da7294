package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.study.Ending;
import dev.beryl.study.StudyResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Eager studies are told in the order of completion, and say so. */
@Timeout(60)
class ParallelEagerTest {

  static List<UnaryOperator<Study>> ways() {
    return List.of(
        study -> study.threads(2),
        study -> study.threads(8),
        study -> study.threads(8).timeLimit(Duration.ofHours(1)),
        study -> study.executor(Thread::startVirtualThread));
  }

  /** The first trial waits until ten others were told: in the order of asking that is for ever. */
  @ParameterizedTest
  @MethodSource("ways")
  void slowTrial_keepsNoOtherWaiting(UnaryOperator<Study> way) {
    var tenTold = new CountDownLatch(10);
    var optimizer = new ScriptedOptimizer(number -> OneParameter.at(number % 10));
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.trial() == 0) {
                tenTold.await();
              }
              return ctx.get(OneParameter.X);
            });
    Study study =
        OneParameter.study(optimizer)
            .trials(40)
            .parallelism(3)
            .tellAsCompleted()
            .listener(RecordingListener.toTrials(trial -> tenTold.countDown()));

    StudyResult result = experiment.optimize(way.apply(study));

    assertThat(result.ending()).isEqualTo(Ending.BUDGET);
    assertThat(optimizer.toldNumbers())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 40).boxed().toList());
    assertThat(optimizer.toldNumbers().indexOf(0)).isGreaterThanOrEqualTo(10);
    assertThat(optimizer.mostPending()).isEqualTo(3);
    assertThat(result.trials())
        .extracting(trial -> trial.number())
        .as("in the order in which they were told")
        .isEqualTo(optimizer.toldNumbers());
  }

  /** So short that in the order of asking no thread would be worth it. */
  @ParameterizedTest
  @MethodSource("ways")
  void shortTrials_areAllTold(UnaryOperator<Study> way) {
    for (int parallelism : new int[] {2, 3, 16}) {
      var optimizer = new ScriptedOptimizer(number -> OneParameter.at(number % 10));

      StudyResult result =
          OneParameter.EXPERIMENT.optimize(
              way.apply(
                  OneParameter.study(optimizer)
                      .trials(5_000)
                      .parallelism(parallelism)
                      .tellAsCompleted()));

      assertThat(result.trials()).hasSize(5_000);
      assertThat(optimizer.toldNumbers()).doesNotHaveDuplicates().hasSize(5_000);
    }
  }

  @Test
  void eager_isPartOfTheIdentityAndOfTheResult() {
    Study study = OneParameter.study(1, 2, 3).parallelism(2);

    StudyResult eager = OneParameter.EXPERIMENT.optimize(study.tellAsCompleted());
    StudyResult inOrder = OneParameter.EXPERIMENT.optimize(study);

    assertThat(eager.identity()).contains("told in the order of completion");
    assertThat(eager.isReproducible()).isFalse();
    assertThat(inOrder.identity()).doesNotContain("order of completion");
    assertThat(inOrder.isReproducible()).isTrue();
    assertThat(eager.digest()).isNotEqualTo(inOrder.digest());
  }
}
