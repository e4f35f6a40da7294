package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalExport;
import dev.beryl.journal.JournalReader;
import dev.beryl.journal.format.BytesOut;
import dev.beryl.journal.format.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that were made to do harm: valid checksums around nonsense. An error, and no memory. */
class JournalHostileTest {
  @TempDir Path folder;
  private Path journal;
  private byte[] whole;
  private int begin;

  @BeforeEach
  void write() throws IOException {
    journal = folder.resolve("study.journal");
    OneParameter.EXPERIMENT.optimize(study());
    whole = Files.readAllBytes(journal);
    begin = Math.toIntExact(Journals.ends(journal).getFirst());
  }

  private Study study() {
    return OneParameter.study(4, 1).journal(journal, Durability.none());
  }

  private static void frame(BytesOut out, byte[] payload) {
    var checksum = new Checksum();
    int at = out.size();
    out.putInt(payload.length);
    out.putInt(checksum.ofHead(at, payload.length));
    out.putBytes(payload);
    out.putInt(checksum.ofPayload(payload, 0, payload.length));
  }

  private static byte[] payload(Consumer<BytesOut> of) {
    var out = new BytesOut(64);
    of.accept(out);
    return Arrays.copyOf(out.array(), out.size());
  }

  private static BytesOut asked(BytesOut out) {
    out.putByte(4);
    out.putVarint(0);
    out.putVarint(1);
    out.putDouble(4);
    return out;
  }

  private static Arguments record(String expected, Consumer<BytesOut> of) {
    return Arguments.of(expected, payload(of));
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        record("its kind 0 is unknown", out -> out.putByte(0)),
        record("its kind 200 is unknown", out -> out.putByte(200)),
        record("describes the study a second time", out -> out.putByte(1)),
        record("it ends within a value", out -> out.putByte(4)),
        record("it is longer than its values", out -> asked(out).putByte(0)),
        record(
            "a number has more than 63 bits",
            out -> {
              out.putByte(4);
              for (int i = 0; i < 10; i++) {
                out.putByte(0xff);
              }
            }),
        record(
            "a number is 2147483648, the most is 2147483647",
            out -> {
              out.putByte(4);
              out.putVarint(1L << 31);
            }),
        record(
            "has no value at",
            out -> {
              out.putByte(4);
              out.putVarint(0);
              out.putVarint(1);
              out.putDouble(Double.NaN);
            }),
        record(
            "trial 7 is asked for after 0 others",
            out -> {
              out.putByte(4);
              out.putVarint(7);
              out.putVarint(1);
              out.putDouble(4);
            }),
        record(
            "trial 3 is told among 0",
            out -> {
              out.putByte(6);
              out.putVarint(3);
              out.putByte(4);
              out.putText("c");
              out.putVarint(0);
            }),
        record(
            "a text is not UTF-8",
            out -> {
              out.putByte(3);
              out.putVarint(0);
              out.putVarint(2);
              out.putByte(0xc3);
              out.putByte(0x28);
            }),
        record(
            "it names 4611686018427387904 items",
            out -> {
              out.putByte(3);
              out.putVarint(0);
              out.putVarint(1L << 62);
            }),
        record(
            "it names metric 5, but the next one is 0",
            out -> {
              out.putByte(3);
              out.putVarint(5);
              out.putText("m");
            }),
        record(
            "it has values of 3 metrics, of 0",
            out -> {
              out.putByte(5);
              out.putVarint(0);
              out.putVarint(0);
              out.putVarint(0);
              out.putByte(0);
              out.putVarint(3);
              for (int i = 0; i < 9; i++) {
                out.putLong(0);
              }
            }),
        record(
            "the outcome 9 is unknown",
            out -> {
              out.putByte(6);
              out.putVarint(0);
              out.putByte(9);
            }),
        record(
            "'NOBODY' is none of",
            out -> {
              out.putByte(8);
              out.putText("NOBODY");
              out.putText("");
            }),
        record(
            "a duration is out of range",
            out -> {
              out.putByte(6);
              out.putVarint(0);
              out.putByte(3);
              out.putVarint(0);
              out.putText("");
              out.putVarint(Long.MAX_VALUE);
              out.putVarint(Long.MAX_VALUE);
            }),
        record(
            "longer than its values",
            out -> {
              out.putByte(2);
              out.putVarint(0);
              out.putText("");
              out.putText("");
              out.putLong(Long.MIN_VALUE);
              out.putByte(0);
            }));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void recordOfNonsense_isAnErrorWithItsPlace(String expected, byte[] payload) throws IOException {
    var out = new BytesOut(1024);
    out.putBytes(Arrays.copyOf(whole, begin));
    frame(out, payload);
    byte[] hostile = Arrays.copyOf(out.array(), out.size());
    Files.write(journal, hostile);

    JournalException thrown =
        catchThrowableOfType(
            JournalException.class, () -> OneParameter.EXPERIMENT.optimize(study()));

    assertThat(thrown)
        .hasMessageContaining("damaged at offset " + begin + ": ")
        .hasMessageContaining(expected);
    assertThat(Files.readAllBytes(journal)).isEqualTo(hostile);
  }

  private JournalException described(byte[] description) throws IOException {
    var out = new BytesOut(1024);
    out.putBytes(Arrays.copyOf(whole, 12));
    frame(out, description);
    Files.write(journal, Arrays.copyOf(out.array(), out.size()));
    return catchThrowableOfType(JournalException.class, () -> JournalReader.open(journal).close());
  }

  private static void begun(BytesOut out, String identity) {
    out.putByte(1);
    out.putText(identity);
    out.putVarint(1);
    out.putByte(0);
  }

  @Test
  void descriptionsOfNonsense_areErrors() throws IOException {
    assertThat(described(payload(out -> out.putByte(7))))
        .hasMessageContaining("its first record does not describe a study");
    assertThat(
            described(
                payload(out -> {
                  begun(out, "x");
                  out.putVarint(1L << 31);
                })))
        .hasMessageContaining("it names 2147483648 items");
    assertThat(
            described(
                payload(out -> {
                  begun(out, "x");
                  out.putVarint(1);
                  out.putText("p");
                  out.putByte(0);
                  out.putDouble(Double.NaN);
                  out.putDouble(1);
                  out.putDouble(0);
                })))
        .hasMessageContaining("damaged at offset 12: ")
        .hasMessageContaining("'p'");
    assertThat(
            described(
                payload(out -> {
                  begun(out, "x");
                  out.putVarint(2);
                  for (int i = 0; i < 2; i++) {
                    out.putText("p");
                    out.putByte(1);
                    out.putLong(0);
                    out.putLong(1);
                  }
                })))
        .hasMessageContaining("two parameters are called 'p'");
    assertThat(
            described(
                payload(out -> {
                  begun(out, "x");
                  for (int i = 0; i < 3; i++) {
                    out.putVarint(0);
                  }
                  out.putVarint(1);
                  out.putDouble(1);
                })))
        .hasMessageContaining("it has 1 penalties for 0 objectives and constraints");
  }

  @Test
  void descriptionOfManyEmptyThings_takesNoMemory() throws IOException {
    assertThat(
            described(
                payload(out -> {
                  begun(out, "x");
                  out.putVarint(1);
                  out.putText("p");
                  out.putByte(2);
                  out.putVarint(10_000_000);
                  out.putBytes(new byte[10_000_000]);
                })))
        .hasMessageContaining("damaged at offset 12: ");
    assertThat(described(new byte[(1 << 24) + 1]))
        .hasMessageContaining("the description of its study is too long");
  }

  @Test
  void contradictingDescription_isAnError() throws IOException {
    String identity;
    try (JournalReader reader = JournalReader.open(journal)) {
      identity = reader.header().identity();
    }
    var _ =
        described(
            payload(out -> {
              begun(out, identity);
              for (int i = 0; i < 4; i++) {
                out.putVarint(0);
              }
            }));

    assertThat(catchThrowable(() -> OneParameter.EXPERIMENT.optimize(study())))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("what it says of its study contradicts itself");
  }

  @Test
  void hugeLengths_areATornTail_orDamage() throws IOException {
    for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 26, 0}) {
      var out = new BytesOut(64);
      out.putBytes(Arrays.copyOf(whole, begin));
      out.putInt(length);
      out.putInt(new Checksum().ofHead(begin, length));
      Files.write(journal, Arrays.copyOf(out.array(), out.size()));
      assertThat(Journals.records(journal)).as("length %s", length).isEmpty();
    }
  }

  /** Heads without payloads, that each could be as long as anything. */
  @Test
  void manyHeads_areDamage_soon() throws IOException {
    var out = new BytesOut(1 << 21);
    out.putBytes(Arrays.copyOf(whole, begin));
    out.putLong(0);
    for (int i = 0; i < 100_000; i++) {
      int at = out.size();
      out.putInt(1_000_000);
      out.putInt(new Checksum().ofHead(at, 1_000_000));
    }
    Files.write(journal, Arrays.copyOf(out.array(), out.size()));

    assertThat(catchThrowableOfType(JournalException.class, () -> Journals.records(journal)))
        .hasMessageContaining("damaged at offset " + begin);
  }

  /** Whatever is in a record: an exception of ours, or a record. */
  @Test
  void randomPayloads_withValidChecksums_neverDoOtherThanJournalException() throws IOException {
    var random = new SplittableRandom(8);
    for (int i = 0; i < 1_000; i++) {
      byte[] payload = new byte[1 + random.nextInt(60)];
      random.nextBytes(payload);
      payload[0] = (byte) (2 + random.nextInt(7));
      if (random.nextBoolean()) {
        payload[Math.min(1, payload.length - 1)] = 0;
      }
      var out = new BytesOut(1024);
      out.putBytes(Arrays.copyOf(whole, begin));
      frame(out, payload(o -> asked(o)));
      frame(out, payload);
      Files.write(journal, Arrays.copyOf(out.array(), out.size()));

      assertClear(() -> Journals.records(journal));
      assertClear(() -> JournalExport.csv(journal, OutputStream.nullOutputStream()));
      assertClear(() -> JournalExport.jsonLines(journal, OutputStream.nullOutputStream()));
    }
  }

  private interface Reading {
    void read() throws Exception;
  }

  private static void assertClear(Reading reading) {
    try {
      reading.read();
    } catch (JournalException e) {
      assertThat(e).hasMessageContaining("damaged at offset ");
    } catch (Exception e) {
      throw new AssertionError("not clear", e);
    }
  }
}
