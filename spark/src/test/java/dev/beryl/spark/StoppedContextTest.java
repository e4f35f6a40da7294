package dev.beryl.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.RunningStudy;
import dev.beryl.execution.Runner;
import dev.beryl.spark.Studies.Waiting;
import dev.beryl.study.StudyFailedException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a study whose application ends. */
@Timeout(180)
class StoppedContextTest {
  @Test
  void stoppedContext_endsTheStudy_withWhatWasTold() throws Exception {
    Waiting.after(6);
    var spark = new SparkContext(SparkRunnerTest.conf());
    Runner runner = SparkRunner.on(spark).study(Waiting.class).slots(2).build();
    Queue<Integer> told = new ConcurrentLinkedQueue<>();
    RunningStudy running =
        Waiting.experiment()
            .optimizeAsync(Waiting.study().listener(new Told(told::add)).runner(runner));
    Await.permits("a replicate began", Waiting.STARTED, 2);
    spark.stop();
    assertThatThrownBy(running::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            StudyFailedException.class,
            failed -> {
              assertThat(failed).hasMessageContaining("SparkContext was stopped");
              assertThat(failed.result().trials()).hasSizeBetween(1, 6).hasSameSizeAs(told);
            });
    assertThatThrownBy(() -> Waiting.experiment().optimize(Waiting.study().runner(runner)))
        .isInstanceOf(StudyFailedException.class)
        .hasMessageContaining("expected a running SparkContext");
  }
}
