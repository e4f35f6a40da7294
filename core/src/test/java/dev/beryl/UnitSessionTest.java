package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.beryl.execution.MetricValues;
import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.WorkUnit;
import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalTrials;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.study.Racing;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Units of a study with racing that its caller runs. */
@Timeout(120)
class UnitSessionTest {
  private static final Treatment TODAY =
      RacingTest.SPACE.bind(Treatment.of("today", Map.of("x", 0.9, "n", 3L)));

  private static final Experiment<Double> RUN =
      Experiment.measuring("loss", ctx -> value(ctx.treatment(), ctx.seed()));

  @TempDir Path folder;

  /** Noisy; a tenth of the units break. */
  private static double value(Treatment treatment, long seed) {
    double x = treatment.get(RacingTest.X);
    var random = new PhiloxRandom(seed ^ Double.doubleToLongBits(x), 3);
    if (random.nextInt(10) == 0) {
      throw new IllegalStateException("broken");
    }
    return (x - 0.3) * (x - 0.3)
        + 0.1 * treatment.get(RacingTest.N)
        + 0.05 * new PhiloxRandom(seed, 1).nextGaussian()
        + 0.02 * random.nextGaussian();
  }

  private static Study study(int least, int inFlight) {
    Study study = Study.of(RacingTest.SPACE, RacingTest.LOSS)
        .optimizer(RacingTest.CHAINED)
        .racing(Racing.of(least, 12).finalists(3))
        .budget(70)
        .baseline(TODAY)
        .parallelism(inFlight)
        .neverFail();
    return least > 1 ? study.tolerateReplicates(1) : study;
  }

  private static void run(UnitSession session, WorkUnit unit) {
    double value;
    try {
      value = value(session.treatment(unit), unit.seed());
    } catch (IllegalStateException broken) {
      session.tell(broken(unit, broken));
      return;
    }
    session.tell(unit, value);
  }

  /** As the run says it, since the step is in the digest. */
  private static ReplicateResult broken(WorkUnit unit, IllegalStateException why) {
    var failed =
        new Outcome.Failed(
            Outcome.Reason.EXCEPTION, unit.replicate(), "loss", String.valueOf(why), why);
    return new ReplicateResult(
        unit.trial(),
        unit.replicate(),
        failed,
        List.of(),
        List.of(),
        Map.of(),
        Duration.ofMillis(1));
  }

  /** Tells what is pending in an order drawn at random. */
  private static StudyResult runAll(UnitSession session, SplittableRandom random) {
    var pending = new ArrayList<WorkUnit>(session.pending());
    while (!session.isOver()) {
      pending.addAll(session.ask(1 + random.nextInt(3)));
      run(session, pending.remove(random.nextInt(pending.size())));
    }
    return session.result();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 8", "2, 4", "3, 3"})
  void unitsToldInAnyOrder_giveTheStudyOfTheRun(int least, int inFlight) {
    StudyResult whole = RUN.optimize(study(least, inFlight));
    for (int seed = 0; seed < 3; seed++) {
      try (UnitSession session = study(least, inFlight).openUnits()) {
        StudyResult told = runAll(session, new SplittableRandom(seed));

        assertThat(told.digest()).isEqualTo(whole.digest());
        assertThat(told.verdict()).isPresent().isEqualTo(whole.verdict());
        assertThat(told.ending()).isEqualTo(whole.ending());
        assertThat(told.endingText()).isEqualTo(whole.endingText());
        assertThat(told.recommended().values()).isEqualTo(whole.recommended().values());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 16})
  void workers_ofAnyNumber_giveTheStudyOfTheRun(int workers) throws Exception {
    String digest = RUN.optimize(study(1, 8)).digest();
    try (UnitSession session = study(1, 8).openUnits();
        var executor = Executors.newFixedThreadPool(workers)) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < workers; i++) {
        running.add(
            executor.submit(() -> {
              for (Optional<WorkUnit> unit = session.take();
                  unit.isPresent();
                  unit = session.take()) {
                run(session, unit.get());
              }
              return null;
            }));
      }
      for (Future<?> worker : running) {
        worker.get();
      }

      assertThat(session.result().digest()).isEqualTo(digest);
      assertThat(session.isOver()).isTrue();
    }
  }

  @Test
  void unit_saysAllThatItsWorkerNeeds() {
    try (UnitSession session = study(2, 4).openUnits()) {
      List<WorkUnit> units = session.ask(9);

      assertThat(units).hasSize(4);
      assertThat(units).extracting(WorkUnit::trial).containsExactly(0, 0, 1, 1);
      assertThat(units).extracting(WorkUnit::replicate).containsExactly(0, 1, 0, 1);
      assertThat(units.get(0).seed()).isEqualTo(units.get(2).seed());
      assertThat(session.pending()).isEqualTo(units);
      assertThat(session.treatment(units.get(2)))
          .isEqualTo(RacingTest.SPACE.fromCoordinates(units.get(2).coordinates()));
      assertThat(WorkUnit.fromBytes(units.get(3).toBytes())).isEqualTo(units.get(3));
      assertThat(session.ask(1)).isEmpty();
      assertThat(session.isOver()).isFalse();
    }
  }

  @Test
  void asMany_areInFlight_asTheStudySays_andTheOldestHoldsUpTheOthers() {
    try (UnitSession session = study(1, 3).openUnits()) {
      List<WorkUnit> first = session.ask(9);
      session.tell(first.get(1), 1);
      session.tell(first.get(2), 1);

      assertThat(first).hasSize(3);
      assertThat(session.ask(9)).isEmpty();
      assertThat(session.result().trials()).isEmpty();

      session.tell(first.get(0), 1);
      assertThat(session.result().trials()).hasSize(3);
      assertThat(session.ask(9)).hasSize(3);
    }
  }

  @Test
  void result_ofAnotherProcess_isToldWhole() {
    try (UnitSession session = study(1, 1).openUnits()) {
      WorkUnit unit = session.ask(1).getFirst();
      var result =
          new ReplicateResult(
              unit.trial(),
              unit.replicate(),
              Outcome.COMPLETED,
              List.of(new MetricValues("loss", 0.5), new MetricValues("seconds", 2)),
              List.of(),
              Map.of("host", "b"),
              Duration.ofSeconds(2));
      session.tell(ReplicateResult.fromBytes(result.toBytes()));

      assertThat(session.result().trial(0).value("seconds")).isEqualTo(2);
      assertThat(session.result().trial(0).notes()).containsEntry("host", "b");
      assertThat(session.result().trial(0).duration()).isEqualTo(Duration.ofSeconds(2));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.tell(result))
          .withMessageStartingWith("replicate 0 of trial 0 is not pending");
    }
  }

  @Test
  void unitGivenBack_isHandedOutAgainFirst() {
    StudyResult whole = RUN.optimize(study(1, 4));
    try (UnitSession session = study(1, 4).openUnits()) {
      WorkUnit lost = session.ask(1).getFirst();
      session.giveBack(lost);

      assertThat(session.ask(1)).containsExactly(lost);
      assertThatIllegalArgumentException().isThrownBy(() -> session.giveBack(other(lost)));
      assertThat(runAll(session, new SplittableRandom(1)).digest()).isEqualTo(whole.digest());
    }
  }

  private static WorkUnit other(WorkUnit unit) {
    return new WorkUnit(
        unit.study(), unit.trial(), unit.replicate(), unit.seed() + 1, unit.coordinates());
  }

  @Test
  void faults_areNamed() {
    UnitSession session = study(1, 2).openUnits();
    WorkUnit unit = session.ask(1).getFirst();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> session.ask(0))
        .withMessage("ask: expected max >= 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> session.tell(unit, 1, 2))
        .withMessage(
            "replicate 0 of trial 0: expected 1 values, one for each of [loss], got [1.0, 2.0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> session.tell(other(unit), 1))
        .withMessageStartingWith("replicate 0 of trial 0 is not of this session: expected replicate");
    var notAsked = new WorkUnit(unit.study(), 1, 0, 1, 0, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> session.tellFailed(notAsked, "lost"))
        .withMessage(
            "replicate 0 of trial 1 is not pending; pending are [replicate 0 of trial 0]");
    session.tell(unit, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> session.tell(unit, 1))
        .withMessage("replicate 0 of trial 0 is not pending; pending are []");
    session.close();
    session.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> session.ask(1))
        .withMessage("the session is closed; open another");
  }

  @Test
  void sessionsOfTrials_andOfUnits_refuseTheStudyOfTheOther() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> study(1, 1).open())
        .withMessageContaining("racing")
        .withMessageContaining("openUnits()");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Study.of(RacingTest.SPACE, RacingTest.LOSS)
                .optimizer(RacingTest.CHAINED)
                .trials(9)
                .openUnits())
        .withMessageContaining("expected a study with racing")
        .withMessageContaining("open()");
  }

  @Test
  void unitsThatTheDecidedRaceDoesNotNeed_mayBeTold() {
    Study longer =
        Study.of(RacingTest.SPACE, RacingTest.LOSS)
            .optimizer(RacingTest.CHAINED)
            .racing(Racing.of(1, 12).finalists(3))
            .budget(200)
            .parallelism(16);
    try (UnitSession session = longer.openUnits()) {
      var all = new ArrayList<WorkUnit>();
      while (!session.isOver()) {
        all.addAll(session.ask(16));
        session.tell(all.removeFirst(), 0.5); // no noise, which three blocks show
      }

      assertThat(all).isNotEmpty();
      StudyResult before = session.result();
      session.tell(all.getFirst(), 0.7);
      assertThat(session.result().digest()).isEqualTo(before.digest());
      assertThatIllegalArgumentException().isThrownBy(() -> session.tell(all.getFirst(), 0.7));
      assertThat(session.ask(1)).isEmpty();
    }
  }

  @Test
  void failurePolicy_endsTheSession() {
    Study strict =
        Study.of(RacingTest.SPACE, RacingTest.LOSS)
            .optimizer(RacingTest.CHAINED)
            .replicates(1, 12)
            .budget(70)
            .failFast();
    try (UnitSession session = strict.openUnits()) {
      WorkUnit unit = session.ask(1).getFirst();

      assertThatExceptionOfType(StudyFailedException.class)
          .isThrownBy(() -> session.tellFailed(unit, "out of memory"))
          .withMessageContaining("out of memory");
      assertThat(session.isOver()).isTrue();
      assertThat(session.result().ending()).isEqualTo(Ending.FAILED);
    }
  }

  @Test
  void pruner_judgesWhatIsReported_asInTheRun() {
    Study pruned =
        Study.of(RacingTest.SPACE, RacingTest.LOSS)
            .optimizer(RacingTest.CHAINED)
            .pruner(TestPruners.aboveTheMean())
            .racing(Racing.of(2, 12).finalists(3))
            .budget(90)
            .parallelism(3);
    StudyResult whole =
        Experiment.measuring(
                "loss",
                ctx -> {
                  double x = ctx.get(RacingTest.X);
                  for (int step = 0; step < 3; step++) {
                    ctx.report(step, x + 1);
                  }
                  return x + 0.1 * new PhiloxRandom(ctx.seed(), 1).nextGaussian();
                })
            .optimize(pruned);
    try (UnitSession session = pruned.openUnits()) {
      while (!session.isOver()) {
        for (WorkUnit unit : session.ask(1)) {
          double x = session.treatment(unit).get(RacingTest.X);
          for (int step = 0; step < 3 && !session.shouldPrune(unit); step++) {
            session.report(unit, step, x + 1);
          }
          if (session.shouldPrune(unit)) {
            session.tellPruned(unit);
          } else {
            session.tell(unit, x + 0.1 * new PhiloxRandom(unit.seed(), 1).nextGaussian());
          }
        }
      }

      assertThat(session.result().trials())
          .anyMatch(trial -> trial.outcome() instanceof Outcome.Pruned);
      assertThat(session.result().digest()).isEqualTo(whole.digest());
    }
  }

  @Test
  void enqueuedTreatment_isATrial_andANoteIsKept() {
    try (UnitSession session = study(1, 2).openUnits()) {
      session.enqueue(TODAY);
      session.noteStudy("data", "v2");
      StudyResult result = runAll(session, new SplittableRandom(2));

      assertThat(result.trial(2).origin()).isEqualTo(Origin.ENQUEUED);
      assertThat(result.notes()).containsEntry("data", "v2");
    }
  }

  /** What is finished runs only once, whoever goes on. */
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 8", "2, 4"})
  void sessionKilledAfterAnyUnit_goesOn_inASessionOrARun(int least, int inFlight)
      throws IOException {
    Path journal = folder.resolve("study.journal");
    Path copy = folder.resolve("copy.journal");
    Study kept = study(least, inFlight);
    StudyResult whole = RUN.optimize(kept);
    var random = new SplittableRandom(7);
    int killed = 0;
    try (UnitSession first =
        kept.journal(journal, Durability.everyRecord()).openUnits()) {
      while (!first.isOver()) {
        for (WorkUnit unit : first.ask(9)) {
          run(first, unit);
        }
        Files.write(copy, Files.readAllBytes(journal));
        Study again = kept.journal(copy, Durability.none());
        StudyResult resumed;
        if (killed++ % 2 == 0) {
          Set<String> recorded = Journals.replicates(copy);
          try (UnitSession next = again.openUnits()) {
            while (!next.isOver()) {
              for (WorkUnit unit : next.ask(1 + random.nextInt(3))) {
                assertThat(recorded).doesNotContain(unit.trial() + "." + unit.replicate());
                run(next, unit);
              }
            }
            resumed = next.result();
          }
        } else {
          resumed = RUN.optimize(again);
        }

        assertThat(resumed.digest()).isEqualTo(whole.digest());
        assertThat(resumed.verdict()).isEqualTo(whole.verdict());
        assertThat(JournalTrials.read(copy).result().digest()).isEqualTo(whole.digest());
      }
    }
    assertThat(killed).isGreaterThan(5);
  }

  /** Closing takes in what was told, also if units before it are missing. */
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 8", "2, 4"})
  void sessionClosedAfterAnyUnit_goesOn(int least, int inFlight) {
    Study plain = study(least, inFlight);
    StudyResult whole = RUN.optimize(plain);
    int units = 0;
    boolean over = false;
    while (!over) {
      Path journal = folder.resolve("closed-%s.journal".formatted(units));
      Study kept = plain.journal(journal, Durability.none());
      var random = new SplittableRandom(units);
      UnitSession session = kept.openUnits();
      var pending = new ArrayList<WorkUnit>();
      for (int told = 0; told < units && !session.isOver(); told++) {
        pending.addAll(session.ask(1 + random.nextInt(3)));
        run(session, pending.remove(random.nextInt(pending.size())));
      }
      over = session.isOver();
      session.close();
      StudyResult closed = session.result();
      StudyResult read = JournalTrials.read(journal).result();
      assertThat(read.digest()).as("closed after %s units", units).isEqualTo(closed.digest());
      assertThat(read.verdict()).isEqualTo(closed.verdict());

      try (UnitSession again = kept.openUnits()) {
        StudyResult resumed = runAll(again, random);
        assertThat(resumed.digest()).as("after %s units", units).isEqualTo(whole.digest());
        assertThat(resumed.verdict()).isEqualTo(whole.verdict());
      }
      read = JournalTrials.read(journal).result();
      assertThat(read.digest()).as("after %s units", units).isEqualTo(whole.digest());
      assertThat(read.verdict()).isEqualTo(whole.verdict());
      units += 3;
    }
  }
}
