package dev.beryl.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.execution.local.LeftBehind;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenCallTest {

  @Test
  void interrupt_withoutACall_findsNone() {
    var call = new OpenCall();
    assertThat(call.interrupt()).isNull();

    call.begin("a rule", "test");
    call.end();
    assertThat(call.interrupt()).isNull();
    assertThat(call.leave()).isNull();
  }

  @Test
  void interrupt_atAnyMoment_isNotSeenAfterTheCall() throws InterruptedException {
    var random = new SplittableRandom(1);
    for (int round = 0; round < 300; round++) {
      var call = new OpenCall();
      var running = new CountDownLatch(1);
      var stop = new AtomicBoolean();
      var stray = new AtomicInteger();
      Thread caller =
          Thread.ofPlatform()
              .start(() -> {
                while (!stop.get()) {
                  call.begin("a rule", "test");
                  call.end();
                  running.countDown();
                  stray.addAndGet(Thread.interrupted() ? 1 : 0);
                }
              });
      running.await();
      for (int left = random.nextInt(20_000); left > 0; left--) {
        Thread.onSpinWait();
      }
      var _ = call.interrupt();
      stop.set(true);
      caller.join();

      assertThat(stray).as("round %s", round).hasValue(0);
    }
  }

  @Test
  void end_ofACallThatWasLeft_throwsAndKeepsTheCallOfItsSuccessor() throws Exception {
    var call = new OpenCall();
    call.begin("a rule", "test");
    assertThat(call.interrupt()).isEqualTo("a rule has not returned from test");
    assertThat(call.leave()).startsWith("a rule did not return from test");
    assertThat(call.threadsLeft()).isEqualTo(1);
    assertThat(Thread.interrupted()).isTrue();

    try (var successor = Executors.newSingleThreadExecutor()) {
      successor.submit(() -> call.begin("an aggregation", "aggregate")).get();

      assertThatThrownBy(call::end).isInstanceOf(LeftBehind.class);

      assertThat(call.interrupt()).isEqualTo("an aggregation has not returned from aggregate");
      successor.submit(call::end).get();
      assertThat(call.leave()).isNull();
    }
  }
}
