package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.journal.JournalTrials;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At x the loss is x and the latency 10 - x: the bound asks for a larger x than the loss does. */
class OutcomeConstraintStudyTest {
  private static final Experiment<Integer> EXPERIMENT =
      Experiment.from(ctx -> 1)
          .then(
              "measure",
              (one, ctx) -> {
                ctx.record("loss", ctx.get(OneParameter.X));
                ctx.record("latency", 10 - ctx.get(OneParameter.X));
                return one;
              })
          .build();

  private static Study study(OutcomeConstraint... constraints) {
    return OneParameter.study(0, 6, 5, 9, 7).outcomeConstraints(constraints);
  }

  @Test
  void optimize_withBound_takesTheBestOfThoseThatKeepIt() {
    StudyResult result = EXPERIMENT.optimize(study(OutcomeConstraint.atMost("latency", 4)));

    assertThat(result.bestTrial().orElseThrow().number()).isEqualTo(1);
    assertThat(result.paretoFront()).containsExactly(result.trials().get(1));
    assertThat(result.bestLossSoFar()).containsExactly(Double.NaN, 6, 6, 6, 6);
    assertThat(result.trials())
        .extracting(Trial::isFeasible)
        .containsExactly(false, true, false, true, true);
    assertThat(result.trials())
        .extracting(trial -> trial.excess(0))
        .containsExactly(6.0, 0.0, 1.0, -3.0, -1.0);
    assertThat(result.trials().get(2))
        .asString()
        .endsWith("loss=5.0, 1.0 beyond mean of latency at most 4.0");
  }

  @Test
  void optimize_whereNoTrialKeepsTheBound_saysSoAndByHowMuchEachExceedsIt() {
    StudyResult result = EXPERIMENT.optimize(study(OutcomeConstraint.atMost("latency", -5)));

    assertThat(result.bestTrial()).isEmpty();
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(result::recommended)
        .withMessageContaining(
            "none of 5 trials was completed within [mean of latency at most -5.0]")
        .withMessageContaining("15.0 beyond mean of latency at most -5.0");
  }

  @Test
  void target_isReachedOnlyByTrialsThatKeepTheBound() {
    StudyResult result =
        EXPERIMENT.optimize(study(OutcomeConstraint.atMost("latency", 4)).target(6));

    assertThat(result.ending()).isEqualTo(Ending.TARGET);
    assertThat(result.trials()).hasSize(2);
  }

  @Test
  void optimize_withMisspelledMetricOfAConstraint_saysWhatIsRecorded() {
    assertThatExceptionOfType(StudyFailedException.class)
        .isThrownBy(() -> EXPERIMENT.optimize(study(OutcomeConstraint.atMost("latncy", 4))))
        .withMessageContaining(
            "the constraint's metric 'latncy' was not recorded; recorded are [loss, latency];"
                + " did you mean 'latency'?");
  }

  @Test
  void digest_ofStudiesWithOtherBounds_differs() {
    String four = EXPERIMENT.optimize(study(OutcomeConstraint.atMost("latency", 4))).digest();
    String three = EXPERIMENT.optimize(study(OutcomeConstraint.atMost("latency", 3))).digest();

    assertThat(four).isNotEqualTo(three);
  }

  @Test
  void session_isToldAValueForEachConstraintAfterThoseOfObjectives() {
    Study study = study(OutcomeConstraint.atLeast("recall", 0.5).aggregatedBy(Aggregation.min()));
    try (StudySession session = study.open()) {
      session.ask(2);

      assertThat(session.tell(0, 3.0, 0.75).isFeasible()).isTrue();
      assertThat(session.tell(1, 1.0, 0.25).excess(0)).isEqualTo(0.25);
      assertThat(session.result().bestTrial().orElseThrow().number()).isZero();
    }
  }

  @Test
  void penalty_standsForTheConstraintToo() {
    Experiment<Double> broken = OneParameter.failingIn(0, 1, 2, 3, 4);

    StudyResult result =
        broken.optimize(study(OutcomeConstraint.atMost("latency", 4)).penalize(100, 5));

    assertThat(result.trials()).extracting(Trial::outcome).containsOnly(Outcome.COMPLETED);
    assertThat(result.trials()).extracting(trial -> trial.excess(0)).containsOnly(1.0);
  }

  /**
   * The latency of replicate r at x is 10 - x + 2 r, so that of two it has a standard error of 1.
   */
  private static final Experiment<Integer> NOISY =
      Experiment.from(ctx -> 1)
          .then(
              "measure",
              (one, ctx) -> {
                ctx.record("loss", ctx.get(OneParameter.X));
                ctx.record("latency", 10 - ctx.get(OneParameter.X) + 2 * ctx.replicate());
                return one;
              })
          .build();

  @Test
  void margin_asksForADistanceFromTheBound_alsoFromAJournal(@TempDir Path folder)
      throws IOException {
    Path journal = folder.resolve("margin.journal");
    Supplier<Study> study =
        () ->
            study(OutcomeConstraint.atMost("latency", 4).withMargin(1.5))
                .replicates(2)
                .name("margin")
                .journal(journal);

    StudyResult result = NOISY.optimize(study.get());

    Trial nine = result.trials().get(3);
    assertThat(nine.value("latency")).isEqualTo(2);
    assertThat(nine.standardError("latency")).isEqualTo(1);
    assertThat(nine.excess(0)).isEqualTo(-0.5);
    assertThat(result.trials())
        .extracting(trial -> trial.excess(0))
        .containsExactly(8.5, 2.5, 3.5, -0.5, 1.5);
    assertThat(result.bestTrial()).contains(nine);
    assertThat(result.identity())
        .contains("subject to mean of latency at most 4.0 with a margin of 1.5 standard errors");
    assertThat(NOISY.optimize(study.get()).digest()).isEqualTo(result.digest());
    StudyResult read = JournalTrials.read(journal).result();
    assertThat(read.digest()).isEqualTo(result.digest());
    assertThat(read.outcomeConstraints()).isEqualTo(result.outcomeConstraints());
    assertThat(read.bestTrial().orElseThrow().number()).isEqualTo(3);
    assertThat(read.bestTrial().orElseThrow().excess(0)).isEqualTo(-0.5);
    assertThat(read.name()).contains("margin");
    read.writeJson(folder.resolve("study.json"));
    assertThat(Files.readString(folder.resolve("study.json")))
        .startsWith("{\"name\":\"margin\",\"identity\":")
        .contains("\"aggregation\":\"mean\",\"margin\":1.5}")
        .contains("\"constraintStandardErrors\":[1.0],\"excesses\":[-0.5]");
  }

  @Test
  void margin_withOneReplicate_isRefusedBeforeAnyTrial() {
    Study study = study(OutcomeConstraint.atMost("latency", 4).withMargin(2));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NOISY.optimize(study))
        .withMessageContaining(
            "outcomeConstraints: 'mean of latency at most 4.0 with a margin of 2.0 standard errors'"
                + " needs standard errors, and one replicate has none; set replicates(n) with n >= 2");
  }

  @Test
  void margin_whereToleranceLeavesOneReplicate_failsTheTrialAndSaysWhy() {
    Experiment<Double> half =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.record("latency", 1);
              if (ctx.replicate() == 1) {
                throw new IllegalStateException("broken");
              }
              return 1;
            });

    StudyResult result =
        half.optimize(
            study(OutcomeConstraint.atMost("latency", 4).withMargin(2))
                .replicates(2)
                .tolerateReplicates(1)
                .neverFail());

    assertThat(result.trials().getFirst().outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(Outcome.Reason.NOT_FINITE);
              assertThat(failed.message())
                  .isEqualTo(
                      "the margin of the constraint on 'latency' needs a standard error, and the mean"
                          + " has none here (replicates: 1, values: 1); run more replicates");
            });
  }

  @Test
  void exports_haveTheExcess(@TempDir Path folder) throws IOException {
    StudyResult result = EXPERIMENT.optimize(study(OutcomeConstraint.atMost("latency", 4)));
    result.writeCsv(folder.resolve("study.csv"));
    result.writeJson(folder.resolve("study.json"));

    assertThat(Files.readString(folder.resolve("study.csv")))
        .startsWith(
            "number,outcome,value:loss,standard_error:loss,value:mean of latency at most 4.0,"
                + "standard_error:mean of latency at most 4.0,excess:mean of latency at most 4.0,")
        .contains("\r\n2,completed,5.0,,5.0,,1.0,5.0,");
    assertThat(Files.readString(folder.resolve("study.json")))
        .contains("\"outcomeConstraints\":[{\"metric\":\"latency\",\"sense\":\"AT_MOST\"")
        .contains(
            "\"constraintValues\":[5.0],\"constraintStandardErrors\":[\"NaN\"],\"excesses\":[1.0]");
  }

  @Test
  void optimizer_thatLearnsFromLossesAlone_isWarnedOf() throws ReflectiveOperationException {
    Capabilities blind = Capabilities.all();

    assertThat(warnings(blind))
        .singleElement()
        .asString()
        .contains(
            "optimizer 'test' learns from losses, but not from outcome constraints, and may prefer"
                + " treatments that violate [mean of latency at most 4.0]",
            "'outcome constraints'");
    assertThat(warnings(blind.without(Capability.LEARNING))).isEmpty();
    assertThat(warnings(blind.with(Capability.OUTCOME_CONSTRAINTS))).isEmpty();
  }

  private static List<String> warnings(Capabilities able) throws ReflectiveOperationException {
    try (var log = CapturedLog.of("dev.beryl")) {
      var _ =
          EXPERIMENT.optimize(
              Study.of(OneParameter.SPACE, OneParameter.LOSS)
                  .optimizer(TestOptimizers.able(able, _ -> OneParameter.proposing(0, 6)))
                  .outcomeConstraints(OutcomeConstraint.atMost("latency", 4))
                  .untilOptimizerEnds());
      return log.entries().stream().map(CapturedLog.Entry::message).toList();
    }
  }
}
