package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.JournalTrials;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.study.Ending;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Treatments that a study is given, first or while it runs. */
@Timeout(60)
class GivenTreatmentsTest {
  private static final OptimizerChoice CHAINED =
      TestOptimizers.of(setting -> new ChainedOptimizer(setting.space(), setting.seed()));

  @TempDir Path folder;
  private Path journal;

  @BeforeEach
  void name() {
    journal = folder.resolve("study.journal");
  }

  private Study kept(Study study) {
    return study.journal(journal, Durability.none());
  }

  private static double x(Trial trial) {
    return trial.treatment().get(OneParameter.X);
  }

  @Test
  void startWith_runsFirst_marked_andCounts() throws IOException {
    StudyResult result =
        OneParameter.EXPERIMENT.optimize(
            OneParameter.study(OneParameter.proposing(7, 8, 9))
                .trials(4)
                .startWith(OneParameter.at(3), Treatment.of("by hand", Map.of("x", 2))));

    assertThat(result.trials())
        .extracting(GivenTreatmentsTest::x)
        .containsExactly(3.0, 2.0, 7.0, 8.0);
    assertThat(result.trials())
        .extracting(Trial::origin)
        .containsExactly(Origin.GIVEN, Origin.GIVEN, Origin.PROPOSED, Origin.PROPOSED);
    assertThat(result.ending()).isEqualTo(Ending.BUDGET);
    assertThat(result.recommended().get(OneParameter.X)).isEqualTo(2);
    assertThat(result.trials().getFirst()).hasToString("trial 0 (given) {x=3.0} loss=3.0");
    assertThat(result.identity()).contains("starts with {x=3.0}\nstarts with {x=2.0}\n");
    var csv = new StringWriter();
    result.writeCsv(csv);
    assertThat(csv.toString().lines().limit(3))
        .element(1)
        .asString()
        .startsWith("0,completed,3.0,,3.0,given,");
    var json = new StringWriter();
    result.writeJson(json);
    assertThat(json.toString())
        .contains("\"number\":0,\"origin\":\"given\"")
        .doesNotContain("proposed");
  }

  /**
   * The optimizer's own numbers are without gaps; the others are negative, after a warm start's.
   */
  @Test
  void optimizer_isToldOfThem_asTrialsThatItDidNotPropose() {
    var optimizer = OneParameter.proposing(7, 8);
    Trial past = OneParameter.EXPERIMENT.optimize(OneParameter.study(6)).trial(0);

    var _ =
        OneParameter.failingIn(1)
            .optimize(
                OneParameter.study(optimizer)
                    .untilOptimizerEnds()
                    .warmStart(List.of(past))
                    .startWith(OneParameter.at(3), OneParameter.at(2)));

    assertThat(optimizer.toldNumbers()).containsExactly(-1, -2, -3, 0, 1);
    assertThat(optimizer.told())
        .extracting(GivenTreatmentsTest::x)
        .containsExactly(6.0, 3.0, 2.0, 7.0, 8.0);
    assertThat(optimizer.told().get(1).value()).isEqualTo(3);
    assertThat(optimizer.told().get(1).origin()).isEqualTo(Origin.GIVEN);
    assertThat(optimizer.told().get(2).outcome()).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void optimizer_plansWithTheTrialsThatAreLeftToIt() {
    var _ =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(
                TestOptimizers.of(setting -> {
                  assertThat(setting.trials()).hasValue(3);
                  return OneParameter.proposing(1);
                }))
            .trials(5)
            .startWith(OneParameter.at(3), OneParameter.at(2))
            .open();
  }

  @Test
  void startWith_thatDoesNotFit_isAnErrorWithAllFaults() {
    Study study =
        OneParameter.study(1)
            .trials(2)
            .replicates(0)
            .startWith(
                Treatment.of("wide", Map.of("x", 11, "y", 1)),
                OneParameter.at(1),
                Treatment.of("empty", Map.of()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OneParameter.EXPERIMENT.optimize(study))
        .withMessageContainingAll(
            "replicates: expected >= 1, got 0",
            "startWith: expected no more treatments than trials(2), got 3",
            "startWith: at index 0: treatment 'wide' has 2 faults",
            "parameter 'x': expected real [0.0, 10.0], got 11",
            "gives a value to 'y'",
            "startWith: at index 2: treatment 'empty': lacks a value for parameter");
  }

  @Test
  void startWith_thatAConstraintRejects_isARejectedTrial() {
    SearchSpace space = OneParameter.SPACE.subjectTo("small", t -> t.get(OneParameter.X) < 5);
    StudyResult result =
        OneParameter.EXPERIMENT.optimize(
            Study.of(space, OneParameter.LOSS)
                .optimizer(CHAINED)
                .trials(3)
                .startWith(OneParameter.at(6), OneParameter.at(4)));

    assertThat(result.trial(0).outcome()).isEqualTo(new Outcome.Rejected("small"));
    assertThat(result.trial(0).origin()).isEqualTo(Origin.GIVEN);
    assertThat(result.trial(1).value()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void startWith_cutAfterEachRecord_goesOnWithTheSameBits(int parallelism) throws IOException {
    var runs = new ConcurrentHashMap<String, Integer>();
    Experiment<Double> counting =
        Experiment.measuring(
            "loss",
            ctx -> {
              runs.merge(ctx.trial() + "/" + ctx.replicate(), 1, Integer::sum);
              return ctx.get(OneParameter.X) + ctx.random().nextDouble();
            });
    Study study =
        kept(
            Study.of(OneParameter.SPACE, OneParameter.LOSS)
                .optimizer(CHAINED)
                .trials(8)
                .replicates(2)
                .threads(1)
                .parallelism(parallelism)
                .startWith(OneParameter.at(3), OneParameter.at(2)));
    String digest = counting.optimize(study).digest();
    byte[] bytes = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);
    for (int records = 1; records < ends.size(); records++) {
      Files.write(journal, Arrays.copyOf(bytes, Math.toIntExact(ends.get(records))));
      long finished = Journals.records(journal, JournalRecord.ReplicateEnded.class).size();
      runs.clear();

      assertThat(counting.optimize(study).digest()).isEqualTo(digest);
      assertThat(runs.values().stream().mapToInt(Integer::intValue).sum())
          .as("after %s records", records)
          .isEqualTo(16 - finished);
    }
    assertThat(JournalTrials.read(journal).result().digest()).isEqualTo(digest);
    assertThat(JournalTrials.read(journal).trials().getFirst().origin()).isEqualTo(Origin.GIVEN);
  }

  /** Enqueues a treatment when some trials are told, once, from the listener's thread. */
  private static StudyListener enqueueing(
      CountDownLatch started, RunningStudy[] running, Map<Integer, Double> at) {
    return new StudyListener() {
      @Override
      public void onTrial(Trial trial, Progress progress) {
        try {
          started.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        Double x = at.get(progress.trials());
        if (x != null) {
          running[0].enqueue(OneParameter.at(x));
        }
      }
    };
  }

  private static StudyResult run(Experiment<?> experiment, Study study, Map<Integer, Double> at) {
    var started = new CountDownLatch(1);
    var running = new RunningStudy[1];
    running[0] = experiment.optimizeAsync(study.listener(enqueueing(started, running, at)));
    started.countDown();
    return running[0].join();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void enqueued_whileItRuns_isRunNext_andResumedAtThePlace(int parallelism) throws IOException {
    Study study =
        kept(
            Study.of(OneParameter.SPACE, OneParameter.LOSS)
                .optimizer(CHAINED)
                .trials(12)
                .parallelism(parallelism));
    StudyResult whole = run(OneParameter.EXPERIMENT, study, Map.of(3, 0.5, 6, 0.25));
    String digest = whole.digest();
    assertThat(whole.trials())
        .filteredOn(trial -> trial.origin() == Origin.ENQUEUED)
        .extracting(GivenTreatmentsTest::x)
        .containsExactly(0.5, 0.25);
    assertThat(whole.trials()).hasSize(12);
    assertThat(whole.isReproducible()).as("without its journal").isFalse();
    byte[] bytes = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);
    List<JournalRecord> records = Journals.records(journal);
    for (int kept = 1; kept < ends.size(); kept++) {
      Files.write(journal, Arrays.copyOf(bytes, Math.toIntExact(ends.get(kept))));
      long enqueued =
          records.subList(0, kept).stream()
              .filter(JournalRecord.Enqueued.class::isInstance)
              .count();

      StudyResult again = OneParameter.EXPERIMENT.optimize(study);

      assertThat(again.trials())
          .as("after %s records", kept)
          .filteredOn(trial -> trial.origin() == Origin.ENQUEUED)
          .hasSize((int) enqueued);
      if (enqueued == 2) {
        assertThat(again.digest()).as("after %s records", kept).isEqualTo(digest);
      }
    }
  }

  @Test
  void enqueued_thatDoesNotFit_orTooLate_isAnError() {
    RunningStudy running = OneParameter.EXPERIMENT.optimizeAsync(OneParameter.study(1, 2));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> running.enqueue(Treatment.of("wide", Map.of("x", 11, "y", 1))))
        .withMessageContainingAll("treatment 'wide' has 2 faults", "'x'", "'y'");
    var _ = running.join();
    assertThatIllegalStateException()
        .isThrownBy(() -> running.enqueue(OneParameter.at(3)))
        .withMessageContaining("the study has ended, so x3.0{x=3.0} will not be run");
  }

  @Test
  void enqueued_andNotRun_isSaid_andRunLater() {
    Study study = Study.of(OneParameter.SPACE, OneParameter.LOSS).optimizer(CHAINED);

    StudyResult first = run(OneParameter.EXPERIMENT, kept(study.trials(4)), Map.of(4, 0.5));
    assertThat(first.trials()).noneMatch(trial -> trial.origin() == Origin.ENQUEUED);
    assertThat(first.warnings())
        .anySatisfy(warning ->
            assertThat(warning)
                .startsWith("a treatment that was given to the study was not run before it ended"));

    StudyResult more = OneParameter.EXPERIMENT.optimize(kept(study.trials(6)));
    assertThat(more.trial(4).origin()).isEqualTo(Origin.ENQUEUED);
    assertThat(x(more.trial(4))).isEqualTo(0.5);
    assertThat(more.warnings()).isEmpty();
  }

  private static final Experiment<Double> NOISY =
      Experiment.measuring("loss", ctx -> ctx.get(OneParameter.X) + ctx.random().nextDouble());

  /** A race in which each treatment is first run with two replicates. */
  private Study racing() {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS)
        .optimizer(CHAINED)
        .replicates(2, 6)
        .budget(60);
  }

  @Test
  void equalGivenTreatment_withRacing_isFurtherReplicatesOfItsTrial() {
    Treatment today = OneParameter.at(3);

    StudyResult result =
        NOISY.optimize(racing().startWith(today, OneParameter.at(8), today, today));

    assertThat(result.trials()).filteredOn(trial -> x(trial) == 3).hasSize(1);
    assertThat(result.trial(0).origin()).isEqualTo(Origin.GIVEN);
    assertThat(result.trial(0).toldReplicates()).isEqualTo(2);
    assertThat(result.trial(0).replicates()).isGreaterThanOrEqualTo(6);
    assertThat(result.trial(1).replicates()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void equalGivenTreatment_withoutRacing_isATrialOfItsOwn() {
    StudyResult result =
        NOISY.optimize(
            OneParameter.study(OneParameter.proposing())
                .untilOptimizerEnds()
                .startWith(OneParameter.at(3), OneParameter.at(3)));

    assertThat(result.trials()).hasSize(2);
  }

  @Test
  void equalGivenTreatment_withRacing_isResumedAfterAnyRecord() throws IOException {
    Treatment today = OneParameter.at(3);
    Study study = kept(racing().startWith(today, OneParameter.at(8), today));
    Map<Integer, Double> enqueued = Map.of(4, 3.0);
    StudyResult whole = run(NOISY, study, enqueued);
    assertThat(whole.trial(0).replicates()).isGreaterThanOrEqualTo(6);
    assertThat(whole.trials()).filteredOn(trial -> x(trial) == 3).hasSize(1);
    byte[] bytes = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);
    List<JournalRecord> records = Journals.records(journal);
    for (int kept = 1; kept < ends.size(); kept++) {
      Files.write(journal, Arrays.copyOf(bytes, Math.toIntExact(ends.get(kept))));

      StudyResult again =
          records.subList(0, kept).stream().anyMatch(JournalRecord.Enqueued.class::isInstance)
              ? NOISY.optimize(study)
              : run(NOISY, study, enqueued);

      assertThat(again.digest()).as("after %s records", kept).isEqualTo(whole.digest());
    }
  }
}
