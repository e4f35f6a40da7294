package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.JournalTrials;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Treatment;
import dev.beryl.study.Racing;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches that keep an incumbent. */
@Timeout(120)
class RacingClimbTest {
  private static final Racing CLIMB = Racing.of(1, 16).finalists(3).climb(true);
  private static final Racing STRICT = Racing.of(3, 16).finalists(3).climb(true).strict(true);

  static Stream<Racing> both() {
    return Stream.of(CLIMB, STRICT);
  }

  private static Study study(Racing racing) {
    return Study.of(RacingTest.SPACE, RacingTest.LOSS)
        .optimizer(RacingTest.CHAINED)
        .racing(racing)
        .budget(200);
  }

  /** A treatment better than the one before every few trials; otherwise as good as the worst. */
  private static Study scripted(Racing racing) {
    return Study.of(RacingTest.SPACE, RacingTest.LOSS)
        .optimizer(TestOptimizers.of(_ -> new ScriptedOptimizer(RacingClimbTest::treatment)))
        .racing(racing)
        .budget(150);
  }

  private static Treatment treatment(int number) {
    return at(number % 5 == 2 ? 1 - number / 200.0 : 1);
  }

  private static Treatment at(double x) {
    return RacingTest.SPACE.bind(Treatment.of("at " + x, Map.of("x", x, "n", 0L)));
  }

  /** The loss is x, with noise that differs between treatments. */
  private static Experiment<Double> slope(double deviation) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          long own = ctx.seed() ^ Double.doubleToLongBits(ctx.get(RacingTest.X)) * 31;
          return ctx.get(RacingTest.X) + deviation * new PhiloxRandom(own, 1).nextGaussian();
        });
  }

  @ParameterizedTest
  @MethodSource("both")
  void threads_ofAnyNumber_giveTheSameDigestAndVerdict(Racing racing) {
    for (int inFlight : new int[] {1, 8}) {
      Study study = study(racing).parallelism(inFlight).seed(3);
      StudyResult one = RacingTest.noisy(0.1).optimize(study.threads(1));

      for (int threads : new int[] {2, 64}) {
        StudyResult many = RacingTest.noisy(0.1).optimize(study.threads(threads));

        assertThat(many.digest()).as("%s threads", threads).isEqualTo(one.digest());
        assertThat(many.verdict()).isEqualTo(one.verdict());
      }
      assertThat(one.trials().stream().mapToInt(Trial::replicates).sum()).isBetween(180, 200);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false", "8, false", "1, true", "4, true"})
  void studyThatGoesOnAfterAnyRecord_isTheSame(int inFlight, boolean strict, @TempDir Path folder)
      throws IOException {
    Path journal = folder.resolve("study.journal");
    Study kept =
        study(strict ? STRICT : CLIMB)
            .parallelism(inFlight)
            .neverFail()
            .journal(journal, Durability.none());
    StudyResult whole = RacingTest.noisy(0.1).optimize(kept.threads(2));
    byte[] bytes = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);

    for (int i = 0; i < ends.size(); i += 11) {
      Files.write(journal, bytes);
      try (var file = new RandomAccessFile(journal.toFile(), "rw")) {
        file.setLength(ends.get(i));
      }
      StudyResult resumed = RacingTest.noisy(0.1).optimize(kept.threads(1));

      assertThat(resumed.digest()).as("after record %s", i).isEqualTo(whole.digest());
      assertThat(resumed.verdict()).isEqualTo(whole.verdict());
      assertThat(JournalTrials.read(journal).result().digest()).isEqualTo(whole.digest());
    }
  }

  @Test
  void treatmentThatBeatsTheIncumbent_getsAsManyReplicates_othersFew() {
    StudyResult result = slope(1e-4).optimize(scripted(CLIMB));

    List<Trial> trials = result.trials();
    for (Trial trial : trials) {
      boolean improves = trial.number() % 5 == 2;
      if (trial.number() > 0 && !improves) {
        assertThat(trial.toldReplicates()).as("%s", trial.number()).isEqualTo(1);
      }
    }
    List<Integer> improving =
        trials.stream()
            .filter(trial -> trial.number() % 5 == 2)
            .map(Trial::toldReplicates)
            .toList();
    List<Integer> before = improving.subList(0, improving.size() - 1); // the last met the budget
    assertThat(before).isSorted();
    assertThat(before.getLast()).isGreaterThan(4);
  }

  @Test
  void incumbent_isAFinalist_andIsShownByTheProgress() {
    var seen = new ArrayList<List<Integer>>();
    StudyResult result = slope(1e-4).optimize(watched(scripted(CLIMB), seen));

    assertThat(seen).allMatch(incumbent -> incumbent.size() <= 1);
    int last = seen.getLast().getFirst();
    assertThat(last % 5).isEqualTo(2);
    assertThat(result.verdict().orElseThrow().finalists())
        .anyMatch(finalist -> finalist.trial() == last);
  }

  private static Study watched(Study study, List<List<Integer>> seen) {
    return study.stopWhen(progress -> {
      seen.add(progress.race().orElseThrow().survivors());
      return false;
    });
  }

  @Test
  void incumbent_isRecommended_whereTheStudyEndsBeforeItsRace() {
    Study breaking =
        Study.of(RacingTest.SPACE, RacingTest.LOSS)
            .optimizer(
                TestOptimizers.of(_ ->
                    new ScriptedOptimizer(number -> {
                      if (number == 20) {
                        throw new IllegalStateException("no idea");
                      }
                      return treatment(number);
                    })))
            .racing(CLIMB)
            .budget(150);

    assertThatExceptionOfType(StudyFailedException.class)
        .isThrownBy(() -> slope(1e-4).optimize(breaking))
        .satisfies(failed -> {
          StudyResult result = failed.result();
          assertThat(result.verdict()).isEmpty();
          assertThat(result.recommended().values()).isEqualTo(treatment(17).values());
          assertThat(result.recommendation().toString()).contains("recommended by the search");
        });
  }

  @Test
  void decisions_areInTheJournal(@TempDir Path folder) {
    Path journal = folder.resolve("study.journal");
    slope(1e-4).optimize(scripted(CLIMB).journal(journal));

    List<JournalRecord.Decision> decisions =
        Journals.records(journal, JournalRecord.Decision.class);
    assertThat(decisions.getFirst().rule()).isEqualTo("trial 0 is the incumbent");
    assertThat(decisions.stream().filter(each -> each.rule().endsWith("is the incumbent")))
        .hasSizeGreaterThan(3);
  }

  @Test
  void refresh_givesTheIncumbentItsShare() {
    StudyResult result =
        slope(1e-4)
            .optimize(
                Study.of(RacingTest.SPACE, RacingTest.LOSS)
                    .optimizer(
                        TestOptimizers.of(
                            _ -> new ScriptedOptimizer(number -> at(1 - 1 / (number + 1.0)))))
                    .racing(Racing.of(1, 100).finalists(3).climb(true).refresh(0.25))
                    .budget(150));

    Trial incumbent = result.trial(0);
    int searched = 150 - 15;
    assertThat(incumbent.replicates()).isBetween(searched / 5, searched / 5 + 25);
  }

  @Test
  void infeasibleTreatment_isNoIncumbent() {
    var bounded =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.record("risk", ctx.get(RacingTest.X) < 0.9 ? 1 : 0);
              return ctx.get(RacingTest.X);
            });
    var seen = new ArrayList<List<Integer>>();
    bounded.optimize(
        watched(scripted(CLIMB), seen).outcomeConstraints(OutcomeConstraint.atMost("risk", 0.5)));

    assertThat(seen.getLast()).hasSize(1).allMatch(number -> number <= 20);
  }

  @Test
  void settings_thatDoNotFit_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> slope(1).optimize(study(Racing.of(1, 16).climb(true).strict(true))))
        .withMessageContaining("set climb(true) and at least 3 replicates of each treatment too");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> slope(1).optimize(study(CLIMB.refresh(0.6))))
        .withMessageContaining("refresh: expected a share in (0, 1/2], got 0.6");
    Objective tail = Objective.minimize("loss", Aggregation.quantile(0.9));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> slope(1).optimize(Study.of(RacingTest.SPACE, tail).racing(STRICT).budget(100)))
        .withMessageContaining("strict: it can screen by a mean or a median");
  }

  @Test
  void options_areInWords_andThoseOfBeforeAreAsTheyWere() {
    assertThat(Racing.of(1, 30))
        .hasToString("1 to 30 replicates, 5 finalists, confidence 0.95, reserve 0.1");
    assertThat(STRICT.refresh(0.25))
        .hasToString(
            "3 to 16 replicates, 3 finalists, confidence 0.95, reserve 0.1, climb, refresh 0.25,"
                + " strict");
  }
}
