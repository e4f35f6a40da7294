package dev.beryl.run;

import dev.beryl.loop.OpenCall;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks after the loop of a study that is to end and does not in its grace time. If the loop's
 * thread runs a replicate, which was interrupted long ago, it is left behind there. If a call
 * blocks it, such as that of a listener or an optimizer, it is interrupted, and left behind after
 * one more grace time. Another thread then ends the study in its place, looked after in turn.
 */
final class Grace {
  private static final System.Logger LOG = System.getLogger("dev.beryl");
  private static final Duration AGAIN = Duration.ofMillis(10);

  private final LoopWork work;
  private final LoopThread loop;
  private final OpenCall call;
  private final Duration grace;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicBoolean looking = new AtomicBoolean();

  Grace(LoopWork work, LoopThread loop, OpenCall call, Duration grace) {
    this.work = work;
    this.loop = loop;
    this.call = call;
    this.grace = grace;
  }

  /** The study is to end now. The first call counts. */
  void expectEnd() {
    if (stopped.compareAndSet(false, true)) {
      expectEnd("the study was stopped", Duration.ZERO);
    }
  }

  /** Looks on a thread of its own whether the study ends within a time and the grace time. */
  void expectEnd(String why, Duration within) {
    Thread.ofPlatform().daemon().name("beryl-grace").start(() -> look(why, within));
  }

  private void look(String why, Duration within) {
    try {
      if (!endsWithin(within) && !endsWithin(grace) && looking.compareAndSet(false, true)) {
        seeToTheEnd(why);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void seeToTheEnd(String why) throws InterruptedException {
    boolean over = false;
    while (!over) {
      if (work.leaveReplicate()) {
        loop.start(work::endInItsPlace);
        over = endsWithin(grace);
      } else if (interrupt(why)) {
        over = endsWithin(grace) || (leaveCall() && endsWithin(grace));
      } else {
        over = endsWithin(AGAIN); // the loop is in neither, and goes on
      }
    }
  }

  private boolean interrupt(String why) {
    String frames = loop.frames();
    String waited = call.interrupt();
    if (waited == null) {
      return false;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        () ->
            "%s, and it has not ended %s later: %s; its thread is interrupted, which is at%s"
                .formatted(why, grace, waited, frames));
    return true;
  }

  private boolean leaveCall() {
    String left = call.leave();
    if (left != null) {
      LOG.log(System.Logger.Level.WARNING, () -> left);
      loop.start(work::endInItsPlace);
    }
    return left != null;
  }

  private boolean endsWithin(Duration time) throws InterruptedException {
    return ended.await(TimeUnit.NANOSECONDS.convert(time), TimeUnit.NANOSECONDS);
  }

  void end() {
    ended.countDown();
  }
}
