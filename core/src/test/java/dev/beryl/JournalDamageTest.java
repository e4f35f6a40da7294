package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalReader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.study.StudyResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals that lack their end or have changed: never a wrong trial, always a clear outcome. */
class JournalDamageTest {
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  @TempDir Path folder;
  private Path journal;

  private CapturedLog log;

  @BeforeEach
  void name() throws ReflectiveOperationException {
    journal = folder.resolve("study.journal");
    log = CapturedLog.of("dev.beryl");
  }

  @AfterEach
  void show() throws ReflectiveOperationException {
    log.close();
  }

  @Test
  void tornTail_isLogged() throws IOException {
    byte[] whole = written();
    Files.write(journal, Arrays.copyOf(whole, whole.length - 1));

    OneParameter.EXPERIMENT.optimize(study());

    assertThat(log.entries())
        .singleElement()
        .satisfies(entry ->
            assertThat(entry.message())
                .startsWith(
                    "journal {0}: an unfinished record of {1} bytes at its end is cut off"));
  }

  private Study study() {
    return OneParameter.study(4, 1).journal(journal, Durability.none());
  }

  private byte[] written() throws IOException {
    OneParameter.EXPERIMENT.optimize(study());
    return Files.readAllBytes(journal);
  }

  private static int firstRecord(byte[] journal) {
    return after(12, journal);
  }

  private static int after(int frame, byte[] journal) {
    return frame + 8 + ByteBuffer.wrap(journal).getInt(frame) + 4;
  }

  @Test
  void cutAtEachByte_goesOnFromTheLastWholeRecord() throws IOException {
    byte[] whole = written();
    String digest = OneParameter.EXPERIMENT.optimize(study()).digest();
    List<Long> ends = Journals.ends(journal);
    for (int length = firstRecord(whole); length < whole.length; length++) {
      Files.write(journal, Arrays.copyOf(whole, length));
      long end = length;
      long good = ends.stream().filter(e -> e <= end).max(Long::compare).orElseThrow();
      assertThat(Journals.ends(journal)).last().isEqualTo(good);
      assertThat(Files.size(journal)).as("reading changes nothing").isEqualTo(length);

      StudyResult resumed = OneParameter.EXPERIMENT.optimize(study());

      assertThat(resumed.digest()).as("cut at %s", length).isEqualTo(digest);
      assertThat(Arrays.copyOf(Files.readAllBytes(journal), (int) good))
          .isEqualTo(Arrays.copyOf(whole, (int) good));
      assertThat(OneParameter.EXPERIMENT.optimize(study()).digest()).isEqualTo(digest);
    }
  }

  @Test
  void cutInItsDescription_isAnErrorAndStaysAsItIs() throws IOException {
    byte[] whole = written();
    for (int length = 0; length < firstRecord(whole); length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      Files.write(journal, cut);
      JournalException thrown =
          catchThrowableOfType(
              JournalException.class, () -> OneParameter.EXPERIMENT.optimize(study()));
      assertThat(thrown)
          .hasMessageContaining(journal.toString())
          .hasMessageContaining(
              length == 0
                  ? "the file is empty"
                  : length < 12 ? "this is not a journal" : "damaged at offset 12: it ends within");
      assertThat(Files.readAllBytes(journal)).isEqualTo(cut);
    }
  }

  /** The records before the damage, or what is wrong. */
  private record Read(List<JournalRecord> records, @Nullable String error) {}

  private Read read() {
    var records = new ArrayList<JournalRecord>();
    try (JournalReader reader = JournalReader.open(journal)) {
      for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
        records.add(record);
      }
      return new Read(records, null);
    } catch (JournalException e) {
      return new Read(records, e.getMessage());
    }
  }

  @Test
  void eachBitFlipped_isAnErrorWithItsPlaceOrATornTail() throws IOException {
    byte[] whole = written();
    String digest = OneParameter.EXPERIMENT.optimize(study()).digest();
    List<Long> ends = Journals.ends(journal);
    List<JournalRecord> records = Journals.records(journal);
    long last = ends.get(ends.size() - 2);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      int at = bit / 8;
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << bit % 8);
      Files.write(journal, flipped);

      Read read = read();

      assertThat(read.records()).isEqualTo(records.subList(0, read.records().size()));
      int frame = 12;
      while (after(frame, whole) <= at) {
        frame = after(frame, whole);
      }
      if (at >= last) {
        assertThat(read.error()).isNull();
        assertThat(read.records()).hasSize(records.size() - 1);
        assertThat(OneParameter.EXPERIMENT.optimize(study()).digest()).isEqualTo(digest);
      } else {
        assertThat(read.error())
            .contains(
                at < 8
                    ? "this is not a journal"
                    : at < 12 ? "its format has version" : "damaged at offset " + frame);
      }
      if (at < last && bit % 8 == at % 8) {
        assertThatExceptionOfType(JournalException.class)
            .isThrownBy(() -> OneParameter.EXPERIMENT.optimize(study()))
            .withMessage(read.error());
        assertThat(Files.readAllBytes(journal)).isEqualTo(flipped);
      }
    }
  }

  /** All that there is: conditions, choices, constraints, failures, pruned trials, reports. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void cutAfterEachRecord_ofAStudyWithAllThereIs_givesTheSameStudy(int threads) throws IOException {
    var mortal = new MortalStudy("none", "chained", threads, 3, false, 77);
    Study study = mortal.study(NOWHERE, 30).journal(journal, Durability.none());
    String digest = mortal.run(mortal.study(NOWHERE, 30)).digest();
    assertThat(mortal.run(study).digest()).isEqualTo(digest);
    byte[] whole = Files.readAllBytes(journal);
    for (long end : Journals.ends(journal)) {
      Files.write(journal, Arrays.copyOf(whole, (int) end));
      assertThat(mortal.run(study).digest()).as("cut at %s", end).isEqualTo(digest);
    }
  }

  @Test
  void severalTornTails_oneAfterTheOther_giveTheSameStudy() throws IOException {
    byte[] whole = written();
    String digest = OneParameter.EXPERIMENT.optimize(study()).digest();
    for (int length = firstRecord(whole) + 1; length < whole.length; length += 13) {
      byte[] now = Files.readAllBytes(journal);
      Files.write(journal, Arrays.copyOf(now, Math.min(length, now.length)));
      assertThat(OneParameter.EXPERIMENT.optimize(study()).digest()).isEqualTo(digest);
    }
  }

  @Test
  void recordsTakenOutOrPutTwice_areDamage() throws IOException {
    byte[] whole = written();
    List<Long> ends = Journals.ends(journal);
    for (int i = 0; i + 2 < ends.size(); i++) {
      int from = Math.toIntExact(ends.get(i));
      int to = Math.toIntExact(ends.get(i + 1));
      var out = ByteBuffer.allocate(whole.length - (to - from));
      out.put(whole, 0, from).put(whole, to, whole.length - to);
      Files.write(journal, out.array());
      // What follows is not where it was written: all of it is no record.
      assertThat(read().records()).hasSizeLessThanOrEqualTo(i);
      if (i + 3 < ends.size()) { // or what is left is like a last record that was torn
        assertThat(read().error()).contains("damaged at offset " + from);
      }
      out = ByteBuffer.allocate(whole.length + (to - from));
      out.put(whole, 0, to).put(whole, from, whole.length - from);
      Files.write(journal, out.array());
      assertThat(read().records()).hasSizeLessThanOrEqualTo(i + 1);
      assertThat(read().error()).contains("damaged at offset " + to);
    }
  }

  /** The journal without some bytes, or with some more, at a place. */
  private static byte[] shifted(byte[] whole, int at, int added) {
    byte[] shifted = Arrays.copyOf(whole, whole.length + added);
    int from = at + Math.max(0, -added);
    System.arraycopy(whole, from, shifted, at + Math.max(0, added), whole.length - from);
    return shifted;
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, -64})
  void bytesMissingOrAddedAnywhere_areDamage_andNothingIsCut(int added) throws IOException {
    byte[] whole = written();
    List<Long> ends = Journals.ends(journal);
    int last = Math.toIntExact(ends.get(ends.size() - 2));
    for (int at = firstRecord(whole) + 1; at < last - Math.max(0, -added); at++) {
      byte[] damaged = shifted(whole, at, added);
      Files.write(journal, damaged);
      long hit = Arrays.mismatch(whole, damaged);
      long good = ends.stream().filter(end -> end <= hit).max(Long::compare).orElseThrow();

      assertThat(read().error()).as("at %s", at).contains("damaged at offset " + good);

      if (at % 128 == 0) {
        assertThatExceptionOfType(JournalException.class)
            .isThrownBy(() -> OneParameter.EXPERIMENT.optimize(study()));
        assertThat(Files.readAllBytes(journal)).isEqualTo(damaged);
      }
    }
  }
}
