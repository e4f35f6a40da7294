package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.study.Ending;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A study inside a replicate of another neither waits for ever nor takes more than its share. */
@Timeout(60)
class NestingTest {
  private final Gauge gauge = new Gauge();
  private final UsedThreads used = new UsedThreads();

  private static Study study(int trials) {
    return study(trials, 3, 2);
  }

  private static Study study(int trials, int parallelism, int replicates) {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS)
        .optimizer(TestOptimizers.uniform())
        .trials(trials)
        .parallelism(parallelism)
        .replicates(replicates);
  }

  /** Counts itself, slowly enough that others can come in between. */
  private final Experiment<Double> innermost =
      Experiment.measuring(
          "loss",
          ctx ->
              gauge.count(() -> {
                used.note();
                Thread.sleep(0, 200_000);
                return ctx.get(OneParameter.X);
              }));

  /** Runs another experiment's study in each replicate. */
  private static Experiment<Double> around(Experiment<Double> inner, Study study) {
    return Experiment.measuring(
        "loss",
        ctx ->
            inner.optimize(study.seed(ctx.seed())).bestTrial().orElseThrow().value()
                + ctx.get(OneParameter.X));
  }

  static List<UnaryOperator<Study>> ways() {
    return List.of(
        study -> study,
        study -> study.threads(1),
        study -> study.threads(2),
        study -> study.threads(8),
        study -> study.threads(8).tellAsCompleted(),
        study -> study.threads(2).timeLimit(Duration.ofHours(1)),
        study -> study.threads(2).executor(Thread::startVirtualThread));
  }

  private static int atOnce(int way) {
    return new int[] {Runtime.getRuntime().availableProcessors(), 1, 2, 6, 6, 2, 2}[way];
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void innerStudy_byDefault_runsOneReplicateAtATime(int way) throws Exception {
    Experiment<Double> outer = around(innermost, study(4));

    StudyResult result = outer.optimize(ways().get(way).apply(study(9)));

    assertThat(result.trials()).hasSize(9).allMatch(Trial::isCompleted);
    assertThat(gauge.all()).isEqualTo(9 * 2 * 4 * 2);
    assertThat(gauge.most()).isLessThanOrEqualTo(atOnce(way));
    used.assertNoneIsLeft();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void innerStudy_withThreads_runsThatManyAtATime(UnaryOperator<Study> way) throws Exception {
    Experiment<Double> outer = around(innermost, way.apply(study(4)));

    StudyResult result = outer.optimize(study(6).threads(2));

    assertThat(result.trials()).hasSize(6).allMatch(Trial::isCompleted);
    assertThat(gauge.most()).isLessThanOrEqualTo(2 * 6);
    used.assertNoneIsLeft();
  }

  @Test
  void threeStudiesInEachOther_byDefault_runNoMoreThanTheOutermost() throws Exception {
    Experiment<Double> outer = around(around(innermost, study(2)), study(2));

    StudyResult result = outer.optimize(study(4).threads(3));

    assertThat(result.trials()).hasSize(4).allMatch(Trial::isCompleted);
    assertThat(gauge.most()).isLessThanOrEqualTo(3);
    used.assertNoneIsLeft();
  }

  @Test
  void innerStudy_withATimeLimit_keepsToOneReplicateAtATime() throws Exception {
    Experiment<Double> outer = around(innermost, study(3).replicateTimeout(Duration.ofHours(1)));

    StudyResult result = outer.optimize(study(6).threads(2));

    assertThat(result.trials()).allMatch(Trial::isCompleted);
    assertThat(gauge.most()).isLessThanOrEqualTo(2);
    used.assertNoneIsLeft();
  }

  @Test
  void outerStudy_onASmallExecutor_leavesTheInnerOneItsOwnThread() {
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      Experiment<Double> outer = around(innermost, study(3));

      assertThat(outer.optimize(study(6).executor(executor)).trials()).allMatch(Trial::isCompleted);
      assertThat(gauge.most()).isEqualTo(1);
    }
  }

  @Test
  void afterANestedStudy_othersOnTheSameThreadAreNotTakenForNested() {
    var parallel = new Gauge();
    int processors = Runtime.getRuntime().availableProcessors();
    around(innermost, study(2)).optimize(study(2).executor(Runnable::run));
    var met = new CountDownLatch(processors);
    Experiment<Double> meeting =
        Experiment.measuring(
            "loss",
            ctx ->
                parallel.count(() -> {
                  met.countDown();
                  met.await();
                  return 1.0;
                }));

    meeting.optimize(study(5, processors, 2));

    assertThat(parallel.most()).isEqualTo(processors);
  }

  @Test
  void timeout_ofTheOuterReplicate_stopsTheInnerStudy() throws Exception {
    var endings = new ConcurrentLinkedQueue<Ending>();
    Experiment<Double> waiting =
        Experiment.measuring(
            "loss",
            ctx -> {
              used.note();
              if (ctx.trial() == 2) {
                new CountDownLatch(1).await();
              }
              return 1;
            });
    Experiment<Double> outer =
        Experiment.measuring(
            "loss",
            ctx -> {
              StudyResult inner = waiting.optimize(study(5, 1, 2));
              endings.add(inner.ending());
              assertThat(Thread.currentThread().isInterrupted()).isTrue();
              assertThat(inner.trials()).hasSize(2);
              return 1;
            });

    StudyResult result =
        outer.optimize(study(1, 3, 1).replicateTimeout(Duration.ofMillis(400)).neverFail());

    assertThat(result.trials().getFirst().outcome()).isInstanceOf(Outcome.TimedOut.class);
    assertThat(endings).containsExactly(Ending.STOPPED);
    assertThat(result.abandonedThreads()).isZero();
    used.assertNoneIsLeft();
  }

  @Test
  void stop_ofTheOuterStudy_stopsTheInnerOnes() throws Exception {
    var begun = new CountDownLatch(2);
    Experiment<Double> waiting =
        Experiment.measuring(
            "loss",
            ctx -> {
              used.note();
              begun.countDown();
              new CountDownLatch(1).await();
              return 1;
            });
    Experiment<Double> outer =
        Experiment.measuring("loss", ctx -> waiting.optimize(study(5).neverFail()).trials().size());

    RunningStudy running = outer.optimizeAsync(study(4).threads(2));
    begun.await();
    running.stop();

    assertThat(running.get().ending()).isEqualTo(Ending.STOPPED);
    assertThat(running.get().trials()).isEmpty();
    used.assertNoneIsLeft();
  }
}
