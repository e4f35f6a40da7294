package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalRecord;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.study.Ending;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies that go on with their journals: what was finished is not run again. */
@Timeout(120)
class JournalResumeTest {
  private static final OptimizerChoice CHAINED =
      TestOptimizers.of(setting -> new ChainedOptimizer(setting.space(), setting.seed()));

  @TempDir Path folder;
  private Path journal;

  @BeforeEach
  void name() {
    journal = folder.resolve("study.journal");
  }

  private static Study chained() {
    return Study.of(FaultyReplicates.SPACE, FaultyReplicates.LOSS, FaultyReplicates.GAIN)
        .optimizer(CHAINED)
        .replicates(2)
        .neverFail();
  }

  private Study kept(Study study) {
    return study.journal(journal, Durability.none());
  }

  /** Cuts the journal after so many records. */
  private void cut(int records) throws IOException {
    byte[] bytes = Files.readAllBytes(journal);
    Files.write(
        journal, Arrays.copyOf(bytes, Math.toIntExact(Journals.ends(journal).get(records))));
  }

  @Test
  void finishedStudy_runsNothingAgain_andWritesNothing() throws IOException {
    var runs = new AtomicInteger();
    Experiment<Double> counting =
        Experiment.measuring(
            "loss",
            ctx -> {
              runs.incrementAndGet();
              return ctx.get(OneParameter.X);
            });
    StudyResult first = counting.optimize(kept(OneParameter.study(3, 1, 2).replicates(2)));
    byte[] bytes = Files.readAllBytes(journal);

    StudyResult again = counting.optimize(kept(OneParameter.study(3, 1, 2).replicates(2)));

    assertThat(runs.get()).isEqualTo(6);
    assertThat(again.digest()).isEqualTo(first.digest());
    assertThat(again.ending()).isEqualTo(Ending.EXHAUSTED);
    assertThat(Files.readAllBytes(journal)).isEqualTo(bytes);
  }

  @Test
  void journal_changesNothingOfTheStudy() {
    Study study = chained().trials(50);

    assertThat(FaultyReplicates.of(0.3).optimize(kept(study)).digest())
        .isEqualTo(FaultyReplicates.of(0.3).optimize(study).digest());
  }

  @Test
  void replicatesThatWereRunning_areRunAgain_othersNot() throws IOException {
    var ran = new ArrayList<String>();
    Experiment<Double> noting =
        Experiment.measuring(
            "loss",
            ctx -> {
              ran.add(ctx.trial() + "/" + ctx.replicate() + " " + ctx.seed());
              return ctx.get(OneParameter.X) + ctx.seed() % 7;
            });
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS).optimizer(CHAINED).trials(3).replicates(3);
    String digest = noting.optimize(kept(study.threads(1))).digest();
    List<String> all = List.copyOf(ran);
    List<JournalRecord> records = Journals.records(journal);
    for (int kept = 1; kept < records.size(); kept++) {
      Files.delete(journal);
      noting.optimize(kept(study.threads(1)));
      cut(kept);
      ran.clear();

      assertThat(noting.optimize(kept(study.threads(1))).digest()).isEqualTo(digest);

      long done =
          records.subList(0, kept).stream()
              .filter(JournalRecord.ReplicateEnded.class::isInstance)
              .count();
      assertThat(ran).isEqualTo(all.subList((int) done, all.size()));
    }
  }

  @Test
  void penalties_areCountedAgain() throws IOException {
    Study study = chained().trials(30).penalize(2, -1);
    String digest = FaultyReplicates.of(0.4).optimize(study).digest();
    assertThat(FaultyReplicates.of(0.4).optimize(kept(study)).digest()).isEqualTo(digest);
    for (int records = 5; records < 60; records += 7) {
      cut(records);
      assertThat(FaultyReplicates.of(0.4).optimize(kept(study)).digest()).isEqualTo(digest);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void timedOutTrials_areNotRunAgain(int threads) throws IOException {
    var waits = new AtomicInteger();
    Experiment<Double> waiting =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.trial() == 1) {
                waits.incrementAndGet();
                new CountDownLatch(1).await();
              }
              return ctx.get(OneParameter.X);
            });
    Study study =
        kept(Study.of(OneParameter.SPACE, OneParameter.LOSS).optimizer(CHAINED))
            .trials(3)
            .neverFail()
            .threads(threads)
            .replicateTimeout(Duration.ofMillis(300));
    StudyResult first = waiting.optimize(study);
    assertThat(first.trials().get(1).outcome()).isInstanceOf(Outcome.TimedOut.class);

    cut(Journals.records(journal).size() - 3);

    assertThat(waiting.optimize(study).digest()).isEqualTo(first.digest());
    assertThat(waits.get()).isEqualTo(1);
  }

  /** Replicates are interrupted while others of their threads write: the journal stays open. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void interrupts_doNotCloseTheJournal(int threads) {
    Experiment<Double> interrupting =
        Experiment.measuring(
            "loss",
            ctx -> {
              Thread.currentThread().interrupt();
              return ctx.get(OneParameter.X);
            });
    StudyListener alsoInterrupting =
        new StudyListener() {
          @Override
          public void onTrial(Trial trial, Progress progress) {
            Thread.currentThread().interrupt();
          }
        };
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(CHAINED)
            .trials(40)
            .threads(threads)
            .parallelism(4)
            .listener(alsoInterrupting);

    StudyResult result = interrupting.optimize(study.journal(journal, Durability.everyRecord()));

    assertThat(result.digest()).isEqualTo(interrupting.optimize(study).digest());
    assertThat(Journals.records(journal, JournalRecord.Told.class)).hasSize(40);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void stopped_andRunAgain_isTheWholeStudy(int threads) throws Exception {
    Study study = chained().trials(60).parallelism(4).threads(threads);
    String digest = FaultyReplicates.of(0.3).optimize(study).digest();
    for (int stop = 5; stop < 60; stop += 11) {
      int when = stop;
      var running = new RunningStudy[1];
      var started = new CountDownLatch(1);
      StudyListener stopping =
          new StudyListener() {
            @Override
            public void onTrial(Trial trial, Progress progress) {
              if (progress.trials() == when) {
                try {
                  started.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                running[0].stop();
              }
            }
          };
      running[0] =
          FaultyReplicates.of(0.3).experiment().optimizeAsync(kept(study.listener(stopping)));
      started.countDown();
      StudyResult stopped = running[0].join();
      assertThat(stopped.ending()).isEqualTo(Ending.STOPPED);
      assertThat(Journals.records(journal))
          .last()
          .isInstanceOfSatisfying(
              JournalRecord.Ended.class,
              ended -> {
                assertThat(ended.ending()).isEqualTo(Ending.STOPPED);
                assertThat(ended.text()).isEqualTo("the study was stopped");
              });
    }

    assertThat(FaultyReplicates.of(0.3).optimize(kept(study)).digest()).isEqualTo(digest);
  }

  @Test
  void deadline_andRunAgain_isTheWholeStudy() {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS).optimizer(CHAINED).trials(4).parallelism(2);
    var slow = new AtomicInteger(1);
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.trial() == 2 && slow.get() == 1) {
                new CountDownLatch(1).await();
              }
              return ctx.get(OneParameter.X);
            });

    StudyResult late = experiment.optimize(kept(study.timeLimit(Duration.ofMillis(300))));
    assertThat(late.ending()).isEqualTo(Ending.TIME_LIMIT);
    assertThat(late.trials()).hasSizeBetween(2, 3);
    slow.set(0);

    assertThat(experiment.optimize(kept(study)).digest())
        .isEqualTo(experiment.optimize(study).digest());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void moreTrials_goOnAsIfThereHadBeenAsManyFromTheStart(int replicates) {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(TestOptimizers.uniform())
            .replicates(replicates)
            .parallelism(4);
    for (int trials : new int[] {7, 8, 20}) {
      StudyResult extended = OneParameter.EXPERIMENT.optimize(kept(study.trials(trials)));

      assertThat(extended.digest())
          .isEqualTo(OneParameter.EXPERIMENT.optimize(study.trials(trials)).digest());
    }
    assertThat(Journals.records(journal, JournalRecord.Told.class)).hasSize(20);
    assertThat(Journals.records(journal, JournalRecord.Opened.class))
        .extracting(opened -> opened.budget().orElse(0))
        .containsExactly(7, 8, 20);
  }

  @Test
  void moreTrials_whereTheOptimizerGoesByTheirNumber_isAnError() {
    OptimizerChoice byBudget =
        TestOptimizers.of(setting ->
            new ScriptedOptimizer(
                number -> OneParameter.at(number / (double) setting.trials().orElse(0))));
    Study study = Study.of(OneParameter.SPACE, OneParameter.LOSS).optimizer(byBudget);
    OneParameter.EXPERIMENT.optimize(kept(study.trials(4)));

    assertThatExceptionOfType(StudyFailedException.class)
        .isThrownBy(() -> OneParameter.EXPERIMENT.optimize(kept(study.trials(8))))
        .withMessageContaining("trial 1: {x=0.25} was recorded, and now {x=0.125} is proposed")
        .withMessageContaining("its number of trials from 4 to 8");
  }

  @Test
  void fewerTrials_endEarlier() {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS).optimizer(TestOptimizers.uniform());
    OneParameter.EXPERIMENT.optimize(kept(study.trials(9)));

    assertThat(OneParameter.EXPERIMENT.optimize(kept(study.trials(4))).digest())
        .isEqualTo(OneParameter.EXPERIMENT.optimize(study.trials(4)).digest());
  }

  @Test
  void listeners_hearOfAllTrialsAgain() {
    var heard = new ArrayList<Integer>();
    StudyListener listener =
        new StudyListener() {
          @Override
          public void onTrial(Trial trial, Progress progress) {
            heard.add(trial.number());
          }
        };
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS).optimizer(CHAINED).listener(listener);
    OneParameter.EXPERIMENT.optimize(kept(study.trials(2)));

    OneParameter.EXPERIMENT.optimize(kept(study.trials(3)));

    assertThat(heard).containsExactly(0, 1, 0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void eager_tellsInTheRecordedOrder(int threads) throws IOException {
    Study study = chained().trials(60).parallelism(6).threads(threads).tellAsCompleted();
    StudyResult first = FaultyReplicates.of(0.3).optimize(kept(study));
    List<Integer> order = first.trials().stream().map(Trial::number).toList();

    StudyResult again = FaultyReplicates.of(0.3).optimize(kept(study));
    assertThat(again.digest()).isEqualTo(first.digest());

    for (int records : new int[] {150, 90, 40, 25}) {
      cut(records);
      List<Integer> kept =
          Journals.records(journal, JournalRecord.Told.class).stream()
              .map(JournalRecord.Told::trial)
              .toList();
      StudyResult resumed = FaultyReplicates.of(0.3).optimize(kept(study));
      assertThat(kept).isEqualTo(order.subList(0, kept.size()));
      order = resumed.trials().stream().map(Trial::number).toList();
      assertThat(order).startsWith(kept.toArray(Integer[]::new)).hasSize(60);
      assertThat(order).doesNotHaveDuplicates();
    }
  }

  private void assertDiffers(Experiment<Double> experiment, Study study, String... texts)
      throws IOException {
    byte[] before = Files.readAllBytes(journal);
    StudyFailedException thrown =
        catchThrowableOfType(StudyFailedException.class, () -> experiment.optimize(kept(study)));
    assertThat(thrown)
        .hasCauseInstanceOf(JournalException.class)
        .hasMessageStartingWith("journal " + journal + ": trial ");
    assertThat(thrown.getMessage())
        .contains(texts)
        .contains("the code or the version of its optimizer, steps or constraints may have changed")
        .contains("or give it another journal and warmStart(…) with this one");
    assertThat(Files.readAllBytes(journal)).isEqualTo(before);
  }

  @Test
  void otherProposal_isAnErrorThatNamesBoth() throws IOException {
    OneParameter.EXPERIMENT.optimize(kept(OneParameter.study(3, 1)));

    assertDiffers(
        OneParameter.EXPERIMENT,
        OneParameter.study(3, 2),
        "trial 1: {x=1.0} was recorded, and now {x=2.0} is proposed");
  }

  @Test
  void changedConstraint_isAnError() throws IOException {
    SearchSpace all = OneParameter.SPACE.subjectTo("c", t -> true);
    SearchSpace few = OneParameter.SPACE.subjectTo("c", t -> t.get(OneParameter.X) > 1);
    Study study = Study.of(all, OneParameter.LOSS).optimizer(TestOptimizers.uniform()).trials(20);
    OneParameter.EXPERIMENT.optimize(kept(study));

    assertDiffers(
        OneParameter.EXPERIMENT,
        Study.of(few, OneParameter.LOSS).optimizer(TestOptimizers.uniform()).trials(20),
        "it was recorded as completed with [Estimate[value=",
        "and is now: trial ",
        "rejected");
  }

  @Test
  void changedAggregation_isAnError() throws IOException {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS).optimizer(CHAINED).trials(3).replicates(2);
    Experiment<Double> experiment =
        Experiment.measuring("loss", ctx -> ctx.get(OneParameter.X) + ctx.replicate());
    experiment.optimize(kept(study));

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() ->
            experiment.optimize(
                kept(
                    Study.of(OneParameter.SPACE, Objective.minimize("loss", Aggregation.max()))
                        .optimizer(CHAINED)
                        .trials(3)
                        .replicates(2))))
        .withMessageContaining("belongs to another study")
        .withMessageContaining("\n - recorded: ")
        .withMessageContaining("\n - now: ");
  }

  /** What is recorded is served: a changed objective shows where the optimizer learns from it. */
  @Test
  void changedObjective_doesNotMixWithWhatIsRecorded() throws IOException {
    Study study = Study.of(OneParameter.SPACE, OneParameter.LOSS).optimizer(CHAINED).trials(6);
    String digest = OneParameter.EXPERIMENT.optimize(kept(study)).digest();
    Experiment<Double> changed = Experiment.measuring("loss", ctx -> -ctx.get(OneParameter.X));

    assertThat(changed.optimize(kept(study)).digest()).isEqualTo(digest);
  }

  @Test
  void replicateThatLacksTheMetricNow_isServedAsItWas() throws IOException {
    OneParameter.failingIn(1).optimize(kept(OneParameter.study(3, 1, 2)));
    cut(Journals.records(journal).size() - 3);

    assertThat(
            OneParameter.EXPERIMENT
                .optimize(kept(OneParameter.study(3, 1, 2)))
                .trials()
                .get(1)
                .outcome())
        .isInstanceOf(Outcome.Failed.class);
  }
}
