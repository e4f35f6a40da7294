package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.JournalTrials;
import dev.beryl.result.JsonTree;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Racing;
import dev.beryl.study.StudyResult;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Origin;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Studies with racing that go on with their journals. */
@Timeout(120)
class RacingJournalTest {
  private static final Treatment TODAY =
      RacingTest.SPACE.bind(Treatment.of("today", Map.of("x", 0.9, "n", 3L)));

  @TempDir Path folder;
  private Path journal;

  @BeforeEach
  void name() {
    journal = folder.resolve("study.journal");
  }

  private static Study study(int least, int inFlight) {
    return Study.of(RacingTest.SPACE, RacingTest.LOSS)
        .optimizer(RacingTest.CHAINED)
        .racing(Racing.of(least, 30).finalists(3))
        .budget(60)
        .baseline(TODAY)
        .parallelism(inFlight)
        .neverFail();
  }

  /** A small space, so that treatments are proposed again, and some replicates fail. */
  private static Study again(int least) {
    return Study.of(SearchSpace.of(RacingTest.N), RacingTest.LOSS)
        .optimizer(TestOptimizers.uniform())
        .racing(Racing.of(least, 30).finalists(3))
        .budget(60)
        .parallelism(4)
        .neverFail();
  }

  private static Experiment<Double> faulty(AtomicInteger ran) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          ran.incrementAndGet();
          var random = new SplittableRandom(ctx.seed() ^ 31 * ctx.get(RacingTest.N));
          if (random.nextInt(6) == 0) {
            throw new IllegalStateException("broken");
          }
          return ctx.get(RacingTest.N) / 4.0 + random.nextGaussian();
        });
  }

  private void cutAt(byte[] whole, long end) throws IOException {
    Files.write(journal, whole);
    try (var file = new RandomAccessFile(journal.toFile(), "rw")) {
      file.setLength(end);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 8", "2, 4"})
  void studyThatGoesOnAfterAnyRecord_isTheSame(int least, int inFlight) throws IOException {
    Study kept = study(least, inFlight).journal(journal, Durability.none());
    StudyResult whole = MortalRace.saying(_ -> {}).optimize(kept.threads(2));
    byte[] bytes = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);

    for (int i = 0; i < ends.size(); i++) {
      cutAt(bytes, ends.get(i));
      Set<String> recorded = Journals.replicates(journal);
      Set<String> ran = ConcurrentHashMap.newKeySet();
      StudyResult resumed =
          MortalRace.saying(ran::add).optimize(kept.threads(i % 8 == 0 ? 3 : 1));

      assertThat(ran).noneMatch(recorded::contains);
      assertThat(resumed.digest()).as("after record %s", i).isEqualTo(whole.digest());
      assertThat(resumed.verdict()).as("after record %s", i).isEqualTo(whole.verdict());
      StudyResult read = JournalTrials.read(journal).result();
      assertThat(read.digest()).isEqualTo(whole.digest());
      assertThat(read.verdict()).isEqualTo(whole.verdict());
    }
    assertThat(ends).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void treatmentsProposedAgain_andFailures_areTheSameAfterAnyRecord(int least) throws IOException {
    var ran = new AtomicInteger();
    Study kept = again(least).journal(journal, Durability.none());
    StudyResult whole = faulty(ran).optimize(kept.threads(1));
    byte[] bytes = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);
    int replicates = ran.get();

    assertThat(JournalTrials.read(journal).result().digest()).isEqualTo(whole.digest());
    for (int i = 0; i < ends.size(); i += 3) {
      cutAt(bytes, ends.get(i));
      ran.set(0);
      StudyResult resumed = faulty(ran).optimize(kept.threads(2));

      assertThat(resumed.digest()).as("after record %s", i).isEqualTo(whole.digest());
      assertThat(JournalTrials.read(journal).result().digest()).isEqualTo(whole.digest());
    }
    assertThat(ran.get()).isLessThan(replicates / 4);
  }

  @Test
  void records_areInTheOrderOfCommits() {
    RacingTest.noisy(0.1).optimize(study(1, 8).journal(journal).threads(4));
    byte[] many = order();
    journal = folder.resolve("another.journal");
    RacingTest.noisy(0.1).optimize(study(1, 8).journal(journal).threads(1));

    assertThat(order()).isEqualTo(many);
  }

  private byte[] order() {
    var order = new StringBuilder();
    for (JournalRecord record : Journals.records(journal)) {
      order.append(
          switch (record) {
            case JournalRecord.ReplicateEnded(var r, var _) ->
                "r" + r.trial() + "." + r.replicate();
            case JournalRecord.Told told -> "t" + told.trial();
            case JournalRecord.Revised revised -> "v" + revised.trial();
            case JournalRecord.Decision decision -> decision.toString();
            case JournalRecord.Asked asked -> "a" + asked.trial();
            default -> record.getClass().getSimpleName();
          });
    }
    return order.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void verdict_ofTheJournalAlone_isThatOfTheResult() throws IOException {
    StudyResult result = RacingTest.noisy(0.1).optimize(study(1, 1).journal(journal));
    Verdict verdict = result.verdict().orElseThrow();

    StudyResult read = JournalTrials.read(journal).result();

    assertThat(Journals.records(journal, JournalRecord.RaceEnded.class))
        .containsExactly(new JournalRecord.RaceEnded(verdict));
    assertThat(read.verdict()).contains(verdict);
    assertThat(read.recommendation()).hasToString(result.recommendation().toString());
    assertThat(read.toString()).contains(verdict.sentence());
    assertThat(csv(read)).isEqualTo(csv(result));
    assertThat(read.table(99)).isEqualTo(result.table(99)).contains("baseline");
    assertThat(Journals.records(journal, JournalRecord.Given.class))
        .extracting(JournalRecord.Given::origin)
        .containsExactly(Origin.BASELINE);
    assertThat(json(read)).isEqualTo(json(result));
  }

  private static String csv(StudyResult result) throws IOException {
    var out = new StringBuilder();
    result.writeVerdictCsv(out);
    return out.toString();
  }

  private static Object json(StudyResult result) throws IOException {
    var out = new StringBuilder();
    result.writeJson(out);
    return JsonTree.parse(out.toString().getBytes(StandardCharsets.UTF_8)).get("verdict");
  }

  @Test
  void decisions_sayWhoRaces() {
    var _ = RacingTest.noisy(0.1).optimize(study(1, 1).journal(journal));

    assertThat(Journals.records(journal, JournalRecord.Decision.class).getFirst().trials())
        .hasSize(4)
        .allMatch(share -> share.has() == 0 && share.most() == 30);
    assertThat(Journals.records(journal, JournalRecord.Revised.class)).hasSize(3);
  }

  @Test
  void anotherBudget_isAnotherStudy() {
    RacingTest.noisy(0.1).optimize(study(1, 1).journal(journal));
    Study larger =
        Study.of(RacingTest.SPACE, RacingTest.LOSS)
            .optimizer(RacingTest.CHAINED)
            .racing(Racing.of(1, 30).finalists(3))
            .budget(90)
            .baseline(TODAY)
            .neverFail()
            .journal(journal);

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> RacingTest.noisy(0.1).optimize(larger))
        .withMessageContaining("recorded: budget 60 replicates")
        .withMessageContaining("now: budget 90 replicates");
  }
}
