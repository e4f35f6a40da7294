package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

/** Trials that a hard constraint rejects, where they are many. The optimizer tries 0, 1, …, 19. */
class RejectedTrialsTest {
  private static final String WARNING =
      "11 of 20 trials were not run, because a hard constraint rejects them, the latest 'small'";

  private static Study study(DoublePredicate satisfied) {
    SearchSpace space =
        SearchSpace.of(OneParameter.X)
            .subjectTo("small", treatment -> satisfied.test(treatment.get(OneParameter.X)));
    return Study.of(space, OneParameter.LOSS)
        .optimizer(
            TestOptimizers.of(setting ->
                new ScriptedOptimizer(number ->
                    number < 20 ? setting.space().fromUnit(new double[] {number / 20.0}) : null)))
        .untilOptimizerEnds();
  }

  @Test
  void warnings_moreThanHalfAreRejected_sayByWhatAndAreLogged() throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      StudyResult result = OneParameter.EXPERIMENT.optimize(study(x -> x < 4.5));

      assertThat(result.warnings()).containsExactly(WARNING);
      assertThat(log.entries()).extracting(CapturedLog.Entry::message).contains(WARNING);
    }
  }

  @Test
  void warnings_halfAreRejected_areNone() {
    assertThat(OneParameter.EXPERIMENT.optimize(study(x -> x < 5)).warnings()).isEmpty();
  }

  @Test
  void warnings_ofASession_areThoseOfRejectedTrials() throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      StudySession session = study(x -> x < 4.5).open();
      try (session) {
        while (!session.isOver()) {
          for (Proposal proposal : session.ask(1)) {
            session.tell(proposal.number(), proposal.treatment().get(OneParameter.X));
          }
        }
      }

      assertThat(session.result().warnings()).containsExactly(WARNING);
      assertThat(log.entries()).extracting(CapturedLog.Entry::message).containsExactly(WARNING);
    }
  }

  @Test
  void constraint_thatRunsOutOfMemory_endsTheStudyInsteadOfRejecting() {
    Study study =
        study(x -> {
          if (x > 1) {
            throw new OutOfMemoryError("no more heap");
          }
          return true;
        });

    var failed =
        catchThrowableOfType(
            StudyFailedException.class, () -> OneParameter.EXPERIMENT.optimize(study));

    assertThat(failed).hasRootCauseInstanceOf(OutOfMemoryError.class);
    assertThat(failed.result().trials()).hasSize(3).allMatch(trial -> trial.isCompleted());
  }
}
