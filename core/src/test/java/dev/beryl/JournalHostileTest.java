package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.binary.BytesOut;
import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalExport;
import dev.beryl.journal.JournalReader;
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

  private static BytesOut form(BytesOut out, int kind) {
    out.putByte(kind);
    out.putByte(1);
    return out;
  }

  private static BytesOut asked(BytesOut out) {
    form(out, 3);
    out.putVarint(0);
    out.putVarint(1);
    out.putDouble(4);
    return out;
  }

  private static void replicate(BytesOut out, int replicate) {
    form(out, 5);
    out.putVarint(0);
    out.putVarint(replicate);
    out.putVarint(0);
    out.putByte(0);
  }

  private static void told(BytesOut out, int trial) {
    form(out, 6);
    out.putVarint(trial);
    out.putByte(4);
    out.putText("c");
    out.putText("");
    out.putVarint(0);
  }

  private static Arguments record(String expected, Consumer<BytesOut> of) {
    return Arguments.of(expected, payload(of));
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        record("its kind 0 is unknown", out -> form(out, 0)),
        record("its kind 12 is unknown; if a newer library wrote it", out -> form(out, 12)),
        record("its kind 127 is unknown", out -> form(out, 127)),
        record("is a second description of the study", out -> form(out, 1)),
        record("it ends within a value", out -> out.putByte(3)),
        record("it ends within a value", out -> form(out, 3)),
        record(
            "its form, of kind 3, has version 2, and this library knows version 1",
            out -> {
              out.putByte(3);
              out.putByte(2);
            }),
        record(
            "its form, of kind 5, has version 9",
            out -> {
              out.putByte(5);
              out.putByte(9);
            }),
        record("it is longer than its values", out -> asked(out).putByte(0)),
        record(
            "a number has more than 63 bits",
            out -> {
              form(out, 3);
              for (int i = 0; i < 10; i++) {
                out.putByte(0xff);
              }
            }),
        record("a number is 2147483648, the most", out -> form(out, 3).putVarint(1L << 31)),
        record(
            "has no value at",
            out -> {
              form(out, 3);
              out.putVarint(0);
              out.putVarint(1);
              out.putDouble(Double.NaN);
            }),
        record(
            "trial 7 is proposed after 0 others",
            out -> {
              form(out, 3);
              out.putVarint(7);
              out.putVarint(1);
              out.putDouble(4);
            }),
        record("trial 3 is told, but only 0 trials were proposed", out -> told(out, 3)),
        record(
            "a replicate of trial 0 ended, but only 0 trials were proposed",
            out -> {
              replicate(out, 0);
              out.putBytes(new byte[3]);
            }),
        record(
            "at byte 10: a text is not UTF-8",
            out -> {
              replicate(out, 0);
              out.putVarint(1);
              out.putVarint(2);
              out.putByte(0xc3);
              out.putByte(0x28);
              out.putLong(0);
              out.putLong(0);
            }),
        record(
            "it has 4611686018427387904 items",
            out -> {
              replicate(out, 0);
              out.putVarint(1L << 62);
            }),
        record(
            "metric 'm' is listed twice",
            out -> {
              replicate(out, 0);
              out.putVarint(2);
              for (int i = 0; i < 2; i++) {
                out.putText("m");
                out.putDoubles(new double[] {1});
              }
              out.putVarint(0);
              out.putVarint(0);
            }),
        record(
            "two notes have the key 'n'",
            out -> {
              replicate(out, 0);
              out.putVarint(0);
              out.putVarint(0);
              out.putVarint(2);
              for (int i = 0; i < 4; i++) {
                out.putText("n");
              }
            }),
        record(
            "it ran, but its status is: rejected",
            out -> {
              form(out, 5);
              out.putBytes(new byte[3]);
              out.putByte(4);
              out.putText("c");
              out.putText("");
              out.putBytes(new byte[3]);
            }),
        record(
            "the outcome 9 is unknown",
            out -> {
              form(out, 6);
              out.putVarint(0);
              out.putByte(9);
            }),
        record(
            "'NOBODY' is none of",
            out -> {
              form(out, 7);
              out.putText("NOBODY");
              out.putText("");
            }),
        record(
            "a duration is out of range",
            out -> {
              form(out, 6);
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
              form(out, 2);
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

  /** A description up to its parameters. */
  private static void started(BytesOut out, String identity) {
    form(out, 1);
    out.putText(identity);
    out.putByte(0);
  }

  private static void parameter(BytesOut out, String name, int parent, long... under) {
    out.putText(name);
    out.putByte(1);
    out.putLong(0);
    out.putLong(5);
    out.putLong(1);
    out.putByte(0);
    out.putByte(0);
    out.putVarint(parent);
    if (parent > 0) {
      out.putLongs(under);
    }
  }

  /** A description after its parameters: without constraints, an objective, and penalties. */
  private static void ended(BytesOut out, String aggregation, double... penalties) {
    out.putVarint(0);
    out.putVarint(1);
    out.putText("loss");
    out.putText("MINIMIZE");
    out.putText(aggregation);
    out.putVarint(0);
    out.putVarint(1);
    out.putVarint(0);
    out.putVarint(0);
    out.putDoubles(penalties);
    out.putText("test");
    out.putText("");
    out.putLong(0);
    out.putVarint(1);
  }

  private static Arguments description(String expected, Consumer<BytesOut> afterIdentity) {
    return record(
        expected,
        out -> {
          started(out, "x");
          afterIdentity.accept(out);
        });
  }

  static Stream<Arguments> descriptionsOfNonsense() {
    return Stream.of(
        record("its kind is 7, expected 1", out -> form(out, 7)),
        description("it has 2147483648 items", out -> out.putVarint(1L << 31)),
        description(
            "'p': range: expected finite low <= high",
            out -> {
              out.putVarint(1);
              out.putText("p");
              out.putByte(0);
              out.putDouble(Double.NaN);
              out.putDouble(1);
              out.putDouble(0);
              out.putByte(0);
            }),
        description(
            "two parameters are named 'p'",
            out -> {
              out.putVarint(2);
              parameter(out, "p", 0);
              parameter(out, "p", 0);
              ended(out, "mean");
            }),
        description(
            "conditions form a cycle: [p, q, p]",
            out -> {
              out.putVarint(2);
              parameter(out, "p", 2, 1);
              parameter(out, "q", 1, 1);
              ended(out, "mean");
            }),
        description(
            "parameter 'p' depends on parameter 6 of 1",
            out -> {
              out.putVarint(1);
              parameter(out, "p", 7, 1);
            }),
        description(
            "expected integer [0, 5], got 9",
            out -> {
              out.putVarint(2);
              parameter(out, "p", 0);
              parameter(out, "q", 1, 9);
              ended(out, "mean");
            }),
        description(
            "the value 'one' is no INT",
            out -> {
              out.putVarint(1);
              out.putText("p");
              out.putByte(2);
              out.putVarint(1);
              out.putByte(2);
              out.putText("one");
            }),
        description(
            "the type 77 of a choice's value is unknown",
            out -> {
              out.putVarint(1);
              out.putText("p");
              out.putByte(3);
              out.putVarint(1);
              out.putByte(77);
              out.putText("one");
            }),
        description("expected at least one parameter, got none", out -> out.putVarint(0)),
        description(
            "aggregation: expected a name, got a blank one",
            out -> {
              out.putVarint(1);
              parameter(out, "p", 0);
              ended(out, " ");
            }),
        description(
            "it has 2 penalties for 1 objectives and constraints",
            out -> {
              out.putVarint(1);
              parameter(out, "p", 0);
              ended(out, "mean", 1, 2);
            }),
        description(
            "it is longer than its values",
            out -> {
              out.putVarint(1);
              parameter(out, "p", 0);
              ended(out, "mean");
              out.putByte(0);
            }));
  }

  @ParameterizedTest
  @MethodSource("descriptionsOfNonsense")
  void descriptionOfNonsense_isAnErrorWithItsPlace(String expected, byte[] description)
      throws IOException {
    assertThat(described(description))
        .hasMessageContaining("damaged at offset 12: the description of its study is malformed: ")
        .hasMessageContaining(expected);
  }

  @Test
  void descriptionOfManyEmptyThings_takesNoMemory() throws IOException {
    assertThat(
            described(
                payload(out -> {
                  started(out, "x");
                  out.putVarint(1);
                  out.putText("p");
                  out.putByte(2);
                  out.putVarint(5_000_000);
                  out.putBytes(new byte[10_000_000]);
                })))
        .hasMessageContaining("parameter 'p' lists '' twice");
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
              started(out, identity);
              out.putVarint(1);
              parameter(out, "p", 0);
              ended(out, "mean");
            }));

    assertThat(catchThrowable(() -> OneParameter.EXPERIMENT.optimize(study())))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("the description of its study contradicts itself");
  }

  /** What a newer library adds without a change of any trial. */
  @Test
  void optionalRecord_isPassedOver() throws IOException {
    var out = new BytesOut(1024);
    out.putBytes(whole);
    frame(out, payload(o -> o.putByte(128)));
    frame(out, payload(o -> form(o, 255).putText("from the future")));
    Files.write(journal, Arrays.copyOf(out.array(), out.size()));

    assertThat(Journals.records(journal)).hasSize(8);
    assertThat(OneParameter.EXPERIMENT.optimize(study()).trials()).hasSize(2);
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
      if (payload.length > 1 && random.nextInt(8) > 0) {
        payload[1] = 1;
      }
      if (payload.length > 2 && random.nextBoolean()) {
        payload[2] = 0;
      }
      var out = new BytesOut(1024);
      out.putBytes(Arrays.copyOf(whole, begin));
      frame(out, payload(o -> asked(o)));
      frame(out, payload);
      Files.write(journal, Arrays.copyOf(out.array(), out.size()));

      assertClear(() -> Journals.records(journal));
      assertClear(() -> JournalExport.csv(journal, OutputStream.nullOutputStream()));
      assertClear(() -> JournalExport.json(journal, OutputStream.nullOutputStream()));
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
