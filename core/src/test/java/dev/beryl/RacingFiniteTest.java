package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalTrials;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Racing;
import dev.beryl.study.StudyResult;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Races over a finite set of replicates, such as folds, and of values in a declared range. */
@Timeout(120)
class RacingFiniteTest {
  private static final int FOLDS = 5;
  private static final Treatment TODAY =
      RacingTest.SPACE.bind(Treatment.of("today", Map.of("x", 0.9, "n", 3L)));

  @TempDir Path folder;

  /** Whatever the seed: the fold alone decides. */
  private static double value(double x, long n, int fold) {
    var noise = new PhiloxRandom(Double.doubleToLongBits(x) ^ n, fold);
    return (x - 0.3) * (x - 0.3) + 0.1 * n + 0.2 * noise.nextGaussian();
  }

  private static double mean(double x, long n) {
    return IntStream.range(0, FOLDS).mapToDouble(fold -> value(x, n, fold)).sum() / FOLDS;
  }

  private static Experiment<Double> folds(Consumer<String> ran) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          ran.accept(ctx.trial() + "." + ctx.replicate());
          return value(ctx.get(RacingTest.X), ctx.get(RacingTest.N), ctx.replicate());
        });
  }

  private static Study study(int least, int inFlight) {
    return Study.of(RacingTest.SPACE, RacingTest.LOSS)
        .optimizer(RacingTest.CHAINED)
        .racing(Racing.of(least, FOLDS).finalists(3).finite())
        .budget(80)
        .baseline(TODAY)
        .parallelism(inFlight);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 4", "5, 8"})
  void finalists_runAllReplicatesOnce_andNothingIsUncertain(int least, int inFlight) {
    var ran = new AtomicInteger();
    Set<String> different = ConcurrentHashMap.newKeySet();
    StudyResult result =
        folds(unit -> {
              ran.incrementAndGet();
              different.add(unit);
            })
            .optimize(study(least, inFlight));

    Verdict verdict = result.verdict().orElseThrow();
    assertThat(ran).hasValue(different.size()).hasValueLessThanOrEqualTo(80);
    assertThat(different).allMatch(unit -> unit.charAt(unit.length() - 1) < '0' + FOLDS);
    assertThat(verdict.method()).isEqualTo(Verdict.Method.EVERY_REPLICATE);
    assertThat(verdict.confidence()).isEqualTo(1);
    assertThat(verdict.sentence()).contains("ran all the replicates that there are");
    assertThat(verdict.finalists()).hasSize(4);
    double best = Double.POSITIVE_INFINITY;
    for (Verdict.Finalist finalist : verdict.finalists()) {
      Trial trial = result.trial(finalist.trial());
      double x = trial.treatment().get(RacingTest.X);
      double mean = mean(x, trial.treatment().get(RacingTest.N));
      assertThat(finalist.replicates()).isEqualTo(FOLDS);
      assertThat(trial.replicates()).isEqualTo(FOLDS);
      assertThat(trial.value()).isCloseTo(mean, within(1e-12));
      best = Math.min(best, mean);
    }
    assertThat(verdict.first().value()).isCloseTo(best, within(1e-12));
    assertThat(verdict.first().interval().low()).isEqualTo(verdict.first().interval().high());
  }

  @Test
  void treatmentProposedAgain_runsWhatItHasNotRun_andIsToldAgainWhenItHasRunAll() {
    Set<String> different = ConcurrentHashMap.newKeySet();
    var ran = new AtomicInteger();
    var space = SearchSpace.of(RacingTest.N);
    StudyResult result =
        Experiment.measuring(
                "loss",
                ctx -> {
                  ran.incrementAndGet();
                  different.add(ctx.trial() + "." + ctx.replicate());
                  return value(0.5, ctx.get(RacingTest.N), ctx.replicate());
                })
            .optimize(
                Study.of(space, RacingTest.LOSS)
                    .optimizer(TestOptimizers.uniform())
                    .racing(Racing.of(2, FOLDS).finalists(3).finite())
                    .budget(90)
                    .parallelism(3));

    assertThat(result.trials()).hasSize(4).allMatch(trial -> trial.replicates() == FOLDS);
    assertThat(ran).hasValue(4 * FOLDS);
    assertThat(different).hasSize(4 * FOLDS);
    assertThat(result.verdict().orElseThrow().method())
        .isEqualTo(Verdict.Method.EVERY_REPLICATE);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 8"})
  void studyThatGoesOnAfterAnyRecord_isTheSame(int least, int inFlight) throws IOException {
    Path journal = folder.resolve("study.journal");
    Study kept = study(least, inFlight).journal(journal, Durability.none());
    StudyResult whole = folds(_ -> {}).optimize(kept);
    byte[] bytes = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);

    for (int i = 0; i < ends.size(); i += 2) {
      Files.write(journal, bytes);
      try (var file = new RandomAccessFile(journal.toFile(), "rw")) {
        file.setLength(ends.get(i));
      }
      Set<String> recorded = Journals.replicates(journal);
      Set<String> ran = ConcurrentHashMap.newKeySet();
      StudyResult resumed = folds(ran::add).optimize(kept);

      assertThat(ran).noneMatch(recorded::contains);
      assertThat(resumed.digest()).as("after record %s", i).isEqualTo(whole.digest());
      assertThat(resumed.verdict()).isEqualTo(whole.verdict());
      assertThat(JournalTrials.read(journal).result().verdict()).isEqualTo(whole.verdict());
    }
  }

  @Test
  void raceThatIsStopped_saysNothingYet() {
    Study study = study(1, 1);
    UnitSession session = study.openUnits();
    try (session) {
      for (int unit = 0; unit < 78; unit++) {
        var work = session.ask(1).getFirst();
        session.tell(work, value(session.treatment(work).get(RacingTest.X), 0, work.replicate()));
      }
      assertThat(session.isOver()).isFalse();
    }

    assertThat(session.result().verdict()).isEmpty();
  }

  @Test
  void valuesInARange_areComparedByBetting() {
    Racing racing = Racing.of(1, 60).finalists(2).valuesIn(0, 1);
    StudyResult result =
        Experiment.measuring(
                "accuracy",
                ctx -> {
                  double x = ctx.get(RacingTest.X);
                  return new PhiloxRandom(ctx.seed(), 1).nextDouble() < 1 - 0.9 * x ? 1 : 0;
                })
            .optimize(
                Study.of(RacingTest.SPACE, Objective.maximize("accuracy"))
                    .optimizer(RacingTest.CHAINED)
                    .racing(racing)
                    .budget(300)
                    .baseline(TODAY));

    Verdict verdict = result.verdict().orElseThrow();
    assertThat(racing.toString()).endsWith(", values in 0.0 to 1.0");
    assertThat(verdict.method()).isEqualTo(Verdict.Method.BETTING);
    assertThat(verdict.first().interval().low()).isBetween(0.0, 1.0);
    assertThat(verdict.first().interval().high()).isBetween(0.0, 1.0);
  }

  @Test
  void valueOutOfTheRange_isAFailureInTheRace() {
    StudyResult result =
        Experiment.measuring(
                "loss",
                ctx -> ctx.replicate() > 1 && ctx.get(RacingTest.N) > 1 ? 2 : ctx.get(RacingTest.X))
            .optimize(
                Study.of(RacingTest.SPACE, RacingTest.LOSS)
                    .optimizer(RacingTest.CHAINED)
                    .racing(Racing.of(1, 9).finalists(4).valuesIn(0, 1))
                    .budget(90)
                    .baseline(TODAY));

    assertThat(result.verdict().orElseThrow().finalists())
        .filteredOn(finalist -> finalist.standing() == Verdict.Standing.FAILED)
        .isNotEmpty()
        .allMatch(finalist ->
            finalist.reason().orElseThrow().contains("expected it in its range, 0.0 to 1.0"));
  }

  @Test
  void faults_areNamed() {
    Study study = Study.of(RacingTest.SPACE, RacingTest.LOSS).optimizer(RacingTest.CHAINED);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            study.racing(Racing.of(1, FOLDS).finite().valuesIn(0, 1)).budget(200).openUnits())
        .withMessageContaining("leaves nothing uncertain");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            study.racing(Racing.of(1, FOLDS).finite().indifference(0.1)).budget(200).openUnits())
        .withMessageContaining("neither a range of values nor an indifference");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> study.racing(Racing.of(1, 30).valuesIn(1, 0)).budget(200).openUnits())
        .withMessageContaining("range of values: expected finite low < high, got low=1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> study.racing(Racing.of(1, 10).finite()).budget(50).openUnits())
        .withMessageContaining("budget: expected at least 51 replicates");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Study.of(RacingTest.SPACE, Objective.minimize("loss", Aggregation.median()))
                .optimizer(RacingTest.CHAINED)
                .racing(Racing.of(1, 30).valuesIn(0, 1))
                .budget(200)
                .openUnits())
        .withMessageContaining("expected an objective by the mean, got 'median'");
  }
}
