package dev.beryl.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that does nothing and is in the same process group as this JVM and its programs. What
 * is sent to all of them, as Ctrl-C is, ends it, too. So it tells whether a program ended by itself
 * well before the JVM knows that it is going down. It ends when the JVM does, even by force.
 *
 * <p>Where none can be started, nothing is told. Any thread may ask.
 */
final class Lookout implements AutoCloseable {
  private static final List<String> WAITS_FOR_THE_JVM = List.of("cat"); // reads a pipe of ours
  private static final int PENDING = 28; // of the fields from the state on: signals on their way
  private static final long KILL = 1L << 8; // which is on its way wherever another one is fatal

  private @Nullable Process process;
  private @Nullable RandomAccessFile status;

  /** Starts to look. */
  Lookout() {
    renew();
  }

  /** Starts to look again. */
  synchronized void renew() {
    close();
    if (Proc.isThere()) {
      try {
        Process started =
            new ProcessBuilder(WAITS_FOR_THE_JVM)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process = started;
        status = Proc.openStat(started.pid());
      } catch (IOException e) {
        close();
      }
    }
  }

  /** Whether a signal has ended it, or is about to. */
  synchronized boolean wasSignaled() {
    if (status == null) {
      return false;
    }
    String[] fields = Proc.fields(Proc.again(status));
    return fields.length <= PENDING
        || fields[0].equals("Z")
        || (Long.parseLong(fields[PENDING]) & KILL) != 0;
  }

  @Override
  public synchronized void close() {
    if (process != null) {
      var _ = process.destroyForcibly();
      process.onExit().join();
      process = null;
    }
    if (status != null) {
      close(status);
      status = null;
    }
  }

  private static void close(RandomAccessFile file) {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
