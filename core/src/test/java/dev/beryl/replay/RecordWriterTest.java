package dev.beryl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.journal.Durability;
import dev.beryl.journal.format.Format;
import dev.beryl.journal.format.Frames;
import dev.beryl.journal.format.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written when, by how many threads, and what is left of it where writing fails. */
@Timeout(60)
class RecordWriterTest {
  @TempDir Path folder;

  /** A file in memory that can fail, and tells what has been forced. */
  private static final class Disk implements RecordWriter.Sink {
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 22);
    private final CountDownLatch forced = new CountDownLatch(1);
    private int size;
    private int durable;
    private int forces;
    private int operationsLeft = Integer.MAX_VALUE;
    private int writtenOfTheLast; // bytes of a write that fails

    private boolean fails() {
      return operationsLeft-- == 0;
    }

    @Override
    public synchronized void write(long offset, byte[] written, int length) throws IOException {
      assertThat(offset).isEqualTo(size);
      boolean fails = fails();
      int some = fails ? Math.min(length, writtenOfTheLast) : length;
      bytes.put((int) offset, written, 0, some);
      size += some;
      if (fails) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public synchronized void force() throws IOException {
      if (fails()) {
        throw new IOException("Input/output error");
      }
      durable = size;
      forces++;
      forced.countDown();
    }
  }

  private List<String> texts(Disk disk) throws IOException {
    Path file = folder.resolve("disk");
    Files.write(file, Arrays.copyOf(disk.bytes.array(), disk.size));
    var texts = new ArrayList<String>();
    try (OpenFile open = OpenFile.toRead(file)) {
      var frames = new Frames(open);
      long offset = 0;
      for (byte[] payload = frames.payload(0); payload != null; payload = frames.payload(offset)) {
        texts.add(new String(payload, StandardCharsets.UTF_8));
        offset += Format.FRAME_HEAD + payload.length + Format.FRAME_TAIL;
      }
      assertThat(frames.next(offset)).as("nothing whole follows").isEqualTo(-1);
    }
    return texts;
  }

  private static long append(RecordWriter writer, String text) {
    return writer.append(out -> out.putBytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void everyRecord_isOnTheDiskWhenItIsCommitted() throws IOException {
    var disk = new Disk();
    var writer = new RecordWriter(disk, 0, Durability.everyRecord());
    for (int i = 0; i < 5; i++) {
      append(writer, "not awaited " + i);
      long place = append(writer, "awaited " + i);
      writer.commit(place);
      assertThat(disk.durable).isEqualTo(place);
      assertThat(disk.forces).isEqualTo(i + 1);
      writer.commit(place);
      assertThat(disk.forces).as("once is enough").isEqualTo(i + 1);
    }
    writer.close();
    assertThat(texts(disk)).hasSize(10).endsWith("not awaited 4", "awaited 4");
  }

  @Test
  void grouped_isForcedAfterAWhileWithoutBeingAskedTo() throws Exception {
    var disk = new Disk();
    var writer = new RecordWriter(disk, 0, Durability.grouped(Duration.ofMillis(1)));
    long place = append(writer, "a");
    writer.commit(place);

    assertThat(disk.forced.await(30, TimeUnit.SECONDS)).isTrue();

    assertThat(disk.durable).isEqualTo(place);
    append(writer, "b");
    writer.close();
    assertThat(texts(disk)).containsExactly("a", "b");
    assertThat(disk.durable).isEqualTo(disk.size);
  }

  @Test
  void none_isWrittenWhenMuchHasGathered_andNeverForced() throws IOException {
    var disk = new Disk();
    var writer = new RecordWriter(disk, 0, Durability.none());
    writer.commit(append(writer, "a"));
    assertThat(disk.size).isZero();
    append(writer, "b".repeat(100_000));
    assertThat(disk.size).isGreaterThan(100_000);
    append(writer, "c");
    writer.close();

    assertThat(texts(disk)).hasSize(3);
    assertThat(disk.forces).isZero();
  }

  static List<Durability> durabilities() {
    return List.of(
        Durability.everyRecord(), Durability.grouped(Duration.ofNanos(1)), Durability.none());
  }

  /** Many threads, two buffers, and a thread that writes: nothing is lost, torn or put twice. */
  @ParameterizedTest
  @MethodSource("durabilities")
  void manyThreads_eachKeepsItsOrder(Durability durability) throws Exception {
    var disk = new Disk();
    var writer = new RecordWriter(disk, 0, durability);
    int threads = 4;
    int each = 3_000;
    var running = new ArrayList<Thread>();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      running.add(
          (t % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual())
              .start(() -> {
                for (int i = 0; i < each; i++) {
                  long place = append(writer, thread + " " + i);
                  try {
                    writer.commit(place);
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                  if (durability instanceof Durability.EveryRecord) {
                    synchronized (disk) {
                      assertThat(disk.durable).isGreaterThanOrEqualTo((int) place);
                    }
                  }
                }
              }));
    }
    for (Thread thread : running) {
      thread.join();
    }
    writer.close();

    List<String> texts = texts(disk);
    assertThat(texts).hasSize(threads * each);
    for (int t = 0; t < threads; t++) {
      String prefix = t + " ";
      List<String> own = texts.stream().filter(text -> text.startsWith(prefix)).toList();
      for (int i = 0; i < each; i++) {
        assertThat(own.get(i)).isEqualTo(prefix + i);
      }
    }
  }

  /** Each write and each force fails once, after each number of bytes. */
  @ParameterizedTest
  @MethodSource("durabilities")
  void errors_stopTheWriting_andLeaveWholeRecords(Durability durability) throws Exception {
    for (int operations = 0; operations < 8; operations++) {
      for (int bytes = 0; bytes < 40; bytes += 3) {
        var disk = new Disk();
        disk.operationsLeft = operations;
        disk.writtenOfTheLast = bytes;
        var writer = new RecordWriter(disk, 0, durability);
        boolean failed = false;
        int committed = 0;
        for (int i = 0; i < 4; i++) {
          try {
            writer.commit(append(writer, "record " + i));
            assertThat(failed).as("nothing is committed after an error").isFalse();
            committed++;
          } catch (IOException e) {
            failed = true;
          }
        }
        try {
          writer.close();
          assertThat(failed).isFalse();
        } catch (IOException e) {
          failed = true;
        }
        List<String> texts = texts(disk);
        for (int i = 0; i < texts.size(); i++) {
          assertThat(texts.get(i)).isEqualTo("record " + i);
        }
        if (durability instanceof Durability.EveryRecord) {
          assertThat(texts).hasSizeGreaterThanOrEqualTo(committed);
          assertThat(failed).isTrue();
        }
      }
    }
  }

  @Test
  void errorOfTheWritingThread_showsAtTheNextCommit() throws Exception {
    var disk = new Disk();
    disk.operationsLeft = 0;
    var writer = new RecordWriter(disk, 0, Durability.grouped(Duration.ofNanos(1)));
    append(writer, "a");
    IOException thrown = null;
    while (thrown == null) {
      try {
        writer.commit(append(writer, "b"));
      } catch (IOException e) {
        thrown = e;
      }
    }
    assertThat(thrown).hasMessage("No space left on device");
    assertThatExceptionOfType(IOException.class).isThrownBy(writer::close).isSameAs(thrown);
    assertThat(texts(disk)).isEmpty();
  }

  @Test
  void recordThatCannotBePut_isNotInIt() throws IOException {
    var disk = new Disk();
    var writer = new RecordWriter(disk, 0, Durability.none());
    append(writer, "a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.append(out -> out.putBytes(new byte[Format.MOST_PAYLOAD + 1])))
        .withMessageContaining("a record has 67108865 bytes, at most 67108864 are allowed");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            writer.append(out -> {
              out.putLong(1);
              throw new IllegalStateException("torn");
            }));
    append(writer, "b");
    writer.close();

    assertThat(texts(disk)).containsExactly("a", "b");
  }

  @Test
  void failed_byAnother_commitsNothingMore() throws IOException {
    var writer = new RecordWriter(new Disk(), 0, Durability.none());
    writer.fail(new IllegalStateException("elsewhere"));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> writer.commit(append(writer, "a")))
        .withMessageContaining("elsewhere");
  }

  @Test
  void close_ofAnInterruptedThread_keepsTheInterrupt() throws IOException {
    var disk = new Disk();
    var writer = new RecordWriter(disk, 0, Durability.grouped(Duration.ofHours(1)));
    append(writer, "a");
    Thread.currentThread().interrupt();
    writer.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(texts(disk)).containsExactly("a");
  }
}
