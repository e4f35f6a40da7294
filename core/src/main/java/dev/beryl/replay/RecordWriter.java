package dev.beryl.replay;

import dev.beryl.binary.BytesOut;
import dev.beryl.journal.Durability;
import dev.beryl.journal.format.Checksum;
import dev.beryl.journal.format.Format;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to a file with the chosen durability. After an error nothing more is written: all
 * records of the file are then complete, except perhaps the last, as after a crash.
 *
 * <p>Any thread may append.
 */
final class RecordWriter {
  private static final int MOST_GATHERED = 1 << 20;
  private static final int GATHERED = 1 << 16;

  /** The destination of bytes; a file, except in tests. */
  interface Sink {
    /** Writes bytes. If it fails, some of them may be written. */
    void write(long offset, byte[] bytes, int length) throws IOException;

    /** Waits until what was written is on the disk. */
    void force() throws IOException;
  }

  private final Sink sink;
  private final Durability durability;
  private final Checksum checksum = new Checksum();
  private final Object writing = new Object(); // held to write; taken before the writer's own lock
  private BytesOut gathered = new BytesOut(GATHERED + 1024);
  private BytesOut other = new BytesOut(GATHERED + 1024);
  private long end; // of the file, with what is gathered
  private long written; // how far the file is, in whole records
  private volatile long durable; // how much of the file is on the disk, or as safe as it gets
  private volatile @Nullable IOException failure;
  private @Nullable Thread flusher;
  private volatile boolean closed;

  RecordWriter(Sink sink, long end, Durability durability) {
    this.sink = sink;
    this.end = end;
    this.written = end;
    this.durable = end;
    this.durability = durability;
  }

  /**
   * Appends a record, which may be written later. Does nothing after an error.
   *
   * @param payload puts the payload; called once, on this thread
   * @return where in the file the record ends
   * @throws IllegalArgumentException if the payload is too long; nothing is appended then
   */
  long append(Consumer<BytesOut> payload) {
    long after;
    boolean full;
    boolean first;
    synchronized (this) {
      first = gathered.size() == 0;
      appendFrame(payload);
      after = end;
      full = gathered.size() >= (durability instanceof Durability.None ? GATHERED : MOST_GATHERED);
    }
    if (full) {
      flush(false);
    } else if (first && durability instanceof Durability.Grouped grouped) {
      wakeFlusher(grouped);
    }
    return after;
  }

  private void appendFrame(Consumer<BytesOut> payload) {
    int start = gathered.size();
    gathered.putLong(0); // the head, known when the payload is
    try {
      payload.accept(gathered);
    } catch (Throwable e) {
      gathered.cut(start);
      throw e;
    }
    int from = start + Format.FRAME_HEAD;
    int length = gathered.size() - from;
    if (length > Format.MOST_PAYLOAD) {
      gathered.cut(start);
      throw new IllegalArgumentException(
          "a record has %s bytes, at most %s are allowed".formatted(length, Format.MOST_PAYLOAD));
    }
    gathered.setInt(start, length);
    gathered.setInt(start + Integer.BYTES, checksum.ofHead(end, length));
    gathered.putInt(checksum.ofPayload(gathered.array(), from, length));
    end += gathered.size() - start;
  }

  /**
   * Waits until the file is written up to a place, with the chosen durability.
   *
   * @param place a place that {@link #append} returned
   * @throws IOException if writing failed, now or before
   */
  void commit(long place) throws IOException {
    if (durability instanceof Durability.EveryRecord && durable < place) {
      flush(true);
    }
    IOException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }

  /** Nothing can be appended any more. */
  void fail(Throwable e) {
    synchronized (writing) {
      if (failure == null) {
        failure = e instanceof IOException io ? io : new IOException(e.toString(), e);
      }
    }
  }

  /** Writes what is gathered. */
  private void flush(boolean force) {
    synchronized (writing) {
      BytesOut full;
      long upTo;
      synchronized (this) {
        full = gathered;
        gathered = other;
        other = full;
        upTo = end;
      }
      if (failure == null) {
        write(full, upTo, force);
      }
      full.clear();
    }
  }

  private void write(BytesOut full, long upTo, boolean force) {
    try {
      if (full.size() > 0) {
        sink.write(written, full.array(), full.size());
        written = upTo;
      }
      if (force && durable < upTo) {
        sink.force();
        durable = upTo;
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  private void wakeFlusher(Durability.Grouped grouped) {
    synchronized (this) {
      if (flusher == null && !closed) {
        flusher =
            Thread.ofPlatform()
                .daemon()
                .name("beryl-journal")
                .start(() -> flushNowAndThen(grouped.period().toNanos()));
      }
    }
    LockSupport.unpark(flusher);
  }

  private void flushNowAndThen(long nanos) {
    while (!closed) {
      LockSupport.park(this);
      for (long until = System.nanoTime() + nanos, left = nanos;
          left > 0 && !closed;
          left = until - System.nanoTime()) {
        LockSupport.parkNanos(this, left);
      }
      flush(true);
    }
  }

  /**
   * Writes what is left and, unless it need not be durable, waits for the disk.
   *
   * @throws IOException if writing failed, now or before
   */
  void close() throws IOException {
    closed = true;
    Thread running;
    synchronized (this) {
      running = flusher;
    }
    if (running != null) {
      LockSupport.unpark(running);
      joinUninterruptibly(running);
    }
    flush(!(durability instanceof Durability.None));
    IOException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
