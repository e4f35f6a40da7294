package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalReader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.study.Ending;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Journals that are read while they are written. */
@Timeout(60)
class JournalFollowTest {
  @TempDir Path folder;
  private Path journal;

  @BeforeEach
  void name() {
    journal = folder.resolve("study.journal");
  }

  /** Follows a journal in a process of its own. */
  static final class Following {
    private Following() {}

    /**
     * Says what is told.
     *
     * @param arguments the journal's path
     */
    public static void main(String[] arguments) throws InterruptedException {
      System.out.println("follows");
      JournalReader.follow(
          Path.of(arguments[0]),
          record -> {
            if (record instanceof JournalRecord.Told told) {
              System.out.println("told " + told.trial());
            }
          });
      System.out.println("ended");
    }
  }

  @Test
  void anotherProcess_hearsOfEachTrialAsItIsTold() throws Exception {
    Study study = OneParameter.study(4, 2, 3).journal(journal, Durability.everyRecord());
    var children = new ArrayList<Process>();
    BufferedReader output;
    try {
      try (StudySession session = study.open()) {
        children.add(ChildJvm.start(Following.class, journal));
        output = children.getFirst().inputReader(StandardCharsets.UTF_8);
        assertThat(output.readLine()).isEqualTo("follows");
        session.ask(3);
        for (int number : new int[] {2, 0, 1}) {
          session.tell(number, number);
          assertThat(output.readLine()).as("before the next").isEqualTo("told " + number);
        }
      }
      assertThat(output.readLine()).isEqualTo("ended");
      assertThat(children.getFirst().waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      children.forEach(Process::destroyForcibly);
    }
  }

  @Test
  void followers_seeWholeRecordsOnly_howeverTheFileGrows() throws Exception {
    OneParameter.EXPERIMENT.optimize(OneParameter.study(4, 2, 3).journal(journal));
    byte[] whole = Files.readAllBytes(journal);
    List<JournalRecord> records = Journals.records(journal);
    int begin = Math.toIntExact(Journals.ends(journal).getFirst());
    for (int step : new int[] {1, 7, 64}) {
      Files.write(journal, Arrays.copyOf(whole, begin));
      var seen = new ArrayList<JournalRecord>();
      try (JournalReader reader = JournalReader.open(journal)) {
        for (int length = begin; length < whole.length + step; length += step) {
          Files.write(journal, Arrays.copyOf(whole, Math.min(length, whole.length)));
          for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
            seen.add(record);
          }
        }
      }
      assertThat(seen).isEqualTo(records);
    }
  }

  /** A process is killed in the middle of a record, and another one goes on. */
  @Test
  void followers_goOnAfterATornTail() throws Exception {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(TestOptimizers.uniform())
            .trials(4)
            .journal(journal, Durability.none());
    OneParameter.EXPERIMENT.optimize(study);
    byte[] whole = Files.readAllBytes(journal);
    Files.write(journal, Arrays.copyOf(whole, whole.length - 60));
    var seen = new ArrayList<JournalRecord>();
    try (JournalReader reader = JournalReader.open(journal)) {
      for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
        seen.add(record);
      }
      OneParameter.EXPERIMENT.optimize(study);
      for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
        seen.add(record);
      }
    }
    assertThat(seen).isEqualTo(Journals.records(journal));
    assertThat(seen.stream().filter(JournalRecord.Told.class::isInstance)).hasSize(4);
  }

  @Test
  void follow_ofAFinishedStudy_endsWithIt() throws Exception {
    OneParameter.EXPERIMENT.optimize(OneParameter.study(4).journal(journal));
    var seen = new ArrayList<JournalRecord>();

    JournalReader.follow(journal, seen::add);

    assertThat(seen).hasSize(5).isEqualTo(Journals.records(journal));
    assertThat(seen.getLast())
        .isInstanceOfSatisfying(
            JournalRecord.Ended.class,
            ended -> {
              assertThat(ended.ending()).isEqualTo(Ending.EXHAUSTED);
              assertThat(ended.text()).isEqualTo("the optimizer has nothing more to propose");
              assertThat(ended.elapsed()).isPositive();
            });
  }

  @Test
  void follow_interrupted_throws() {
    try (var _ = OneParameter.study(4).journal(journal).open()) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(() -> JournalReader.follow(journal, record -> {}));
    }
  }

  @Test
  void await_withNothingNew_givesUpAfterAWhile() throws Exception {
    try (var session = OneParameter.study(4).journal(journal, Durability.everyRecord()).open();
        JournalReader reader = JournalReader.open(journal)) {
      assertThat(reader.await(Duration.ofMillis(1))).isNull();
      session.ask(1);
      session.tell(0, 1);
      assertThat(reader.await(Duration.ofSeconds(30))).isInstanceOf(JournalRecord.Opened.class);
    }
  }

  @Test
  void interruptedReader_readsOn() {
    OneParameter.EXPERIMENT.optimize(OneParameter.study(4).journal(journal));
    Thread.currentThread().interrupt();
    List<JournalRecord> records = Journals.records(journal);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(records).hasSize(5);
  }
}
