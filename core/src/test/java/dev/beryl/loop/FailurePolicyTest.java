package dev.beryl.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.Experiment;
import dev.beryl.OneParameter;
import dev.beryl.RecordingListener;
import dev.beryl.ScriptedOptimizer;
import dev.beryl.Study;
import dev.beryl.TestOptimizers;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** When failing trials end the study, and what it says then. */
class FailurePolicyTest {
  private static final double[] TWENTY = DoubleStream.iterate(0, x -> x + 0.5).limit(20).toArray();

  @Test
  void tenInARow_endTheStudyWithAllTheirCauses() {
    Integer[] from3to12 = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    var listener = new RecordingListener();

    var thrown =
        catchThrowableOfType(
            StudyFailedException.class,
            () ->
                OneParameter.failingIn(from3to12)
                    .optimize(OneParameter.study(TWENTY).listener(listener)));

    assertThat(thrown).hasMessageStartingWith("10 trials in a row failed; correct the experiment");
    for (int trial : from3to12) {
      assertThat(thrown).hasMessageContaining("trial " + trial + " is broken");
    }
    assertThat(thrown.getCause()).hasMessage("trial 12 is broken");
    assertThat(thrown.result().trials()).hasSize(13);
    assertThat(thrown.result().ending()).isEqualTo(Ending.FAILED);
    assertThat(thrown.result().endingText()).isEqualTo(thrown.getMessage());
    assertThat(thrown.result().recommended().get(OneParameter.X)).isZero();
    assertThat(listener.result().digest()).isEqualTo(thrown.result().digest());
  }

  @Test
  void nineInARow_thenASuccess_goOn() {
    StudyResult result =
        OneParameter.failingIn(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19)
            .optimize(OneParameter.study(TWENTY));

    assertThat(result.ending()).isEqualTo(Ending.EXHAUSTED);
    assertThat(result.trials()).hasSize(20);
  }

  @Test
  void rejections_betweenFailures_doNotBreakTheRow() {
    SearchSpace space = OneParameter.SPACE.subjectTo("not two", t -> t.get(OneParameter.X) != 2);
    Treatment[] proposals = {
      space.fromUnit(new double[] {0.1}), space.fromUnit(new double[] {0.2}),
      space.fromUnit(new double[] {0.3}), space.fromUnit(new double[] {0.4})
    };
    Study study =
        Study.of(space, OneParameter.LOSS)
            .optimizer(TestOptimizers.of(setting -> new ScriptedOptimizer(i -> proposals[i])))
            .trials(4)
            .failurePolicy(new FailurePolicy(2));

    assertThatThrownBy(() -> OneParameter.failingIn(0, 2).optimize(study))
        .isInstanceOf(StudyFailedException.class)
        .hasMessageStartingWith("2 trials in a row failed")
        .hasMessageContaining("trial 0 is broken")
        .hasMessageContaining("trial 2 is broken");
  }

  @Test
  void failFast_endsAtTheFirst() {
    var thrown =
        catchThrowableOfType(
            StudyFailedException.class,
            () -> OneParameter.failingIn(2, 5).optimize(OneParameter.study(TWENTY).failFast()));

    assertThat(thrown).hasMessageStartingWith("a trial failed; correct the experiment");
    assertThat(thrown).hasMessageContaining("trial 2 is broken");
    assertThat(thrown.result().trials()).hasSize(3);
  }

  @Test
  void neverFail_goesOnWhateverFails() {
    Experiment<Double> broken = Experiment.measuring("other", ctx -> 1);

    StudyResult result = broken.optimize(OneParameter.study(TWENTY).neverFail());

    assertThat(result.ending()).isEqualTo(Ending.EXHAUSTED);
    assertThat(result.trials()).hasSize(20);
    assertThat(result.bestTrial()).isEmpty();
  }

  @Test
  void fewTrials_allFailed_isAnErrorThatListsTheirCauses() {
    var thrown =
        catchThrowableOfType(
            StudyFailedException.class,
            () -> OneParameter.failingIn(0, 1, 2).optimize(OneParameter.study(1, 2, 3).trials(3)));

    assertThat(thrown)
        .hasMessageStartingWith("none of 3 trials was completed:")
        .hasMessageContaining("trial 0 is broken")
        .hasMessageContaining("trial 1 is broken")
        .hasMessageContaining("trial 2 is broken");
    assertThat(thrown.getCause()).hasMessage("trial 0 is broken");
    assertThat(thrown.result().ending()).isEqualTo(Ending.FAILED);
    assertThat(thrown.result().trials()).hasSize(3);
  }

  @Test
  void fewTrials_someRejectedAndTheRestFailed_isAnError() {
    SearchSpace space = OneParameter.SPACE.subjectTo("above one", t -> t.get(OneParameter.X) > 1);
    Study study =
        Study.of(space, OneParameter.LOSS)
            .optimizer(
                TestOptimizers.of(setting ->
                    new ScriptedOptimizer(i -> space.fromUnit(new double[] {i == 0 ? 0 : 0.5}))))
            .trials(2);

    assertThatThrownBy(() -> OneParameter.failingIn(1).optimize(study))
        .isInstanceOf(StudyFailedException.class)
        .hasMessageStartingWith("none of 2 trials was completed:")
        .hasMessageContaining("trial 1 is broken");
  }
}
