package dev.beryl.report.live;

import dev.beryl.journal.JournalException;
import dev.beryl.report.page.Page;
import dev.beryl.report.study.StudyReading;
import dev.beryl.report.study.StudyView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Follows journals on a thread of its own, and holds the newest body of their page. Only one body
 * is kept, however many clients there are and however slow they read.
 */
final class LiveStudy implements AutoCloseable {
  private static final long POLL_MILLIS = 250;
  private static final int REST = 4; // rests this many times as long as drawing took

  /** The page's body, and its number, which grows. */
  record Body(long version, String markup) {}

  /** A journal, opened as soon as it can be. */
  private static final class Followed {
    private final Path path;
    private @Nullable StudyReading reading;
    private String fault = "";

    Followed(Path path) {
      this.path = path;
    }

    /** Reads on, and tells whether there is anything new to show. */
    boolean advance() {
      String before = fault;
      try {
        if (reading == null) {
          if (!Files.exists(path)) {
            fault = "journal " + path + ": not there yet; the page waits for it";
            return !fault.equals(before);
          }
          reading = StudyReading.open(path);
        }
        boolean any = reading.advance();
        fault = "";
        return any || !before.isEmpty();
      } catch (JournalException e) {
        fault = String.valueOf(e.getMessage());
        return !fault.equals(before);
      }
    }

    void close() {
      if (reading != null) {
        reading.close();
      }
    }
  }

  private final List<Followed> journals;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition newer = lock.newCondition();
  private Body body = new Body(0, "");
  private volatile boolean closed;

  LiveStudy(List<Path> paths) {
    journals = paths.stream().map(Followed::new).toList();
    advance();
    thread = Thread.ofPlatform().daemon().name("beryl-live-page").unstarted(this::follow);
  }

  void start() {
    thread.start();
  }

  private void follow() {
    try {
      while (!closed) {
        long start = System.nanoTime();
        boolean drawn = advance();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        Thread.sleep(drawn ? Math.max(POLL_MILLIS, REST * took) : POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } finally {
      journals.forEach(Followed::close);
    }
  }

  private boolean advance() {
    boolean any = body.version() == 0;
    for (Followed journal : journals) {
      any |= journal.advance();
    }
    if (any) {
      publish(draw());
    }
    return any;
  }

  private String draw() {
    var views = new ArrayList<StudyView>();
    var faults = new ArrayList<String>();
    for (Followed journal : journals) {
      if (journal.reading != null) {
        views.add(journal.reading.view());
      }
      if (!journal.fault.isEmpty()) {
        faults.add(journal.fault);
      }
    }
    return Page.liveBody(views, faults);
  }

  private void publish(String markup) {
    lock.lock();
    try {
      body = new Body(body.version() + 1, markup);
      newer.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** {@return the newest body} */
  Body body() {
    lock.lock();
    try {
      return body;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a body newer than a version; {@code null} if none came within the time. */
  @Nullable Body await(long version, long millis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (body.version() <= version && left > 0 && !closed) {
        left = newer.awaitNanos(left);
      }
      return body.version() > version ? body : null;
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    lock.lock();
    try {
      newer.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
