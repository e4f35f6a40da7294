package dev.beryl.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.CapturedLog;
import dev.beryl.OneParameter;
import dev.beryl.RunningStudy;
import dev.beryl.Study;
import dev.beryl.study.Ending;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listener that blocks outlives neither stop() nor the deadline, and is named. */
@Timeout(60)
class GraceTest {
  private final CountDownLatch blocked = new CountDownLatch(1);

  private Study study() {
    return OneParameter.study(4, 3, 2)
        .abandonAfter(Duration.ofMillis(1), 16)
        .listener(
            new StudyListener() {
              @Override
              public void onTrial(Trial trial, Progress progress) {
                if (progress.trials() == 2) {
                  blocked.countDown();
                  waitForEver();
                }
              }
            });
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void blockedListener_isInterruptedAndNamed_afterStop() throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl.study")) {
      RunningStudy running = OneParameter.EXPERIMENT.optimizeAsync(study());
      blocked.await();
      running.stop();

      StudyResult result = running.get(30, TimeUnit.SECONDS);

      assertThat(result.ending()).isEqualTo(Ending.STOPPED);
      assertThat(result.trials()).hasSize(2);
      assertThat(log.entries())
          .anySatisfy(entry ->
              assertThat(entry.message()).contains("its thread is interrupted, which is at"));
    }
  }

  @Test
  void blockedListener_isInterrupted_afterTheDeadline() {
    StudyResult result = OneParameter.EXPERIMENT.optimize(study().timeLimit(Duration.ofSeconds(1)));

    assertThat(result.ending()).isEqualTo(Ending.TIME_LIMIT);
    assertThat(result.trials()).hasSize(2);
  }
}
