package dev.beryl.execution.local;

import dev.beryl.execution.Runner;
import dev.beryl.execution.RunnerSession;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.execution.WorkUnit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls a runner's session, always on the same thread, in the order in which it is asked to. So a
 * runner that blocks holds up neither the loop nor who stops it. What the runner throws is an
 * answer.
 */
final class SessionThread {
  private static final int GRACES = 2; // the runner's own, and one for what it does besides

  private final Runner runner;
  private final RunnerSetting setting;
  private final Answers answers;
  private final LinkedBlockingQueue<Runnable> calls = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closing;
  private @Nullable RunnerSession session; // of its own thread; null: not opened

  SessionThread(Runner runner, RunnerSetting setting, Answers answers) {
    this.runner = runner;
    this.setting = setting;
    this.answers = answers;
    this.thread = Thread.ofPlatform().daemon().name("beryl-runner").unstarted(this::work);
    thread.start();
  }

  void submit(List<WorkUnit> units) {
    calls.add(() -> {
      if (!closing) {
        opened().submit(units);
      }
    });
  }

  void cancel(int trial) {
    calls.add(() -> {
      if (!closing && session != null) {
        session.cancel(trial);
      }
    });
  }

  private RunnerSession opened() {
    if (session == null) {
      session = runner.open(setting, answers);
      if (session == null) {
        throw new IllegalStateException("its open returned null");
      }
    }
    return session;
  }

  /** Closes the session soon, before what was not begun yet. From any thread. */
  void startClosing() {
    if (!closing) {
      closing = true;
      calls.add(this::close);
    }
  }

  private void close() {
    try {
      if (session != null) {
        session.close();
      }
    } finally {
      closed.countDown();
    }
  }

  private void work() {
    while (closed.getCount() > 0) {
      try {
        calls.take().run();
      } catch (Throwable e) {
        answers.failed(e);
      }
    }
  }

  /** Waits until the session is closed, for a little longer than its grace time. */
  void awaitClosed() {
    startClosing();
    Duration patience = setting.grace().multipliedBy(GRACES).plusSeconds(1);
    long end = Limits.end(System.nanoTime(), patience);
    while (true) {
      try {
        if (!closed.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          answers.warn(
              "the runner was not closed within %s; its thread is left behind".formatted(patience));
          thread.interrupt();
        }
        return;
      } catch (InterruptedException _) {
        // a listener's or an optimizer's own; it waits on
      }
    }
  }
}
