package dev.beryl.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.CapturedLog;
import dev.beryl.Experiment;
import dev.beryl.OneParameter;
import dev.beryl.RecordingListener;
import dev.beryl.ScriptedOptimizer;
import dev.beryl.Study;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StudyListenerTest {
  private CapturedLog log;

  @BeforeEach
  void listenToTheLog() throws ReflectiveOperationException {
    log = CapturedLog.of("dev.beryl");
  }

  @AfterEach
  void leaveTheLog() throws ReflectiveOperationException {
    log.close();
  }

  @Test
  void listener_hearsStartEachTrialAndEnd() {
    var listener = new RecordingListener();

    StudyResult result =
        OneParameter.EXPERIMENT.optimize(OneParameter.study(3, 1, 2).listener(listener));

    assertThat(listener.heard())
        .containsExactly(
            "start at 0", "trial 0 of 1", "trial 1 of 2", "trial 2 of 3", "end EXHAUSTED");
    assertThat(listener.result().digest()).isEqualTo(result.digest());
  }

  @Test
  void listeners_hearInTheOrderInWhichTheyWereAdded() {
    var order = new ArrayList<String>();
    Study study =
        OneParameter.study(1)
            .listener(RecordingListener.toTrials(trial -> order.add("first")))
            .listener(RecordingListener.toTrials(trial -> order.add("second")));

    OneParameter.EXPERIMENT.optimize(study);

    assertThat(order).containsExactly("first", "second");
  }

  @Test
  void listener_hearsATrialAfterTheOptimizer() {
    ScriptedOptimizer optimizer = OneParameter.proposing(1, 2);
    var told = new ArrayList<Integer>();

    OneParameter.EXPERIMENT.optimize(
        OneParameter.study(optimizer)
            .untilOptimizerEnds()
            .listener(RecordingListener.toTrials(trial -> told.add(optimizer.told().size()))));

    assertThat(told).containsExactly(1, 2);
  }

  @Test
  void listener_ofAFailedStudy_hearsTheEnd() {
    var listener = new RecordingListener();

    catchThrowableOfType(
        StudyFailedException.class,
        () ->
            Experiment.measuring("other", ctx -> 1)
                .optimize(OneParameter.study(3, 1).failFast().listener(listener)));

    assertThat(listener.heard()).containsExactly("start at 0", "trial 0 of 1", "end FAILED");
  }

  /** Throws whatever it is given at every call. */
  private record Rude(Throwable thrown) implements StudyListener {
    @SuppressWarnings("unchecked")
    private <T extends Throwable> void raise() throws T {
      throw (T) thrown;
    }

    @Override
    public void onStart(Progress progress) {
      this.<RuntimeException>raise();
    }

    @Override
    public void onTrial(Trial trial, Progress progress) {
      this.<RuntimeException>raise();
    }

    @Override
    public void onEnd(StudyResult result) {
      this.<RuntimeException>raise();
    }
  }

  @Test
  void listener_thatThrows_isLoggedAndTheStudyGoesOn() {
    for (Throwable thrown :
        List.of(
            new IllegalStateException("rude"), new AssertionError("rude"), new Exception("rude"))) {
      log.entries().clear();
      var other = new RecordingListener();

      StudyResult result =
          OneParameter.EXPERIMENT.optimize(
              OneParameter.study(3, 1).listener(new Rude(thrown)).listener(other));

      assertThat(result.values(0)).containsExactly(3, 1);
      assertThat(other.heard())
          .containsExactly("start at 0", "trial 0 of 1", "trial 1 of 2", "end EXHAUSTED");
      assertThat(log.entries())
          .hasSize(4)
          .allSatisfy(entry -> {
            assertThat(entry.message()).contains("listener " + Rude.class.getName());
            assertThat(entry.thrown()).isSameAs(thrown);
          });
    }
  }

  @Test
  void recommendation_thatThrows_isLoggedAndTheBestTrialServes() {
    var optimizer =
        new Optimizer() {
          @Override
          public List<Treatment> ask(int max) {
            return List.of(OneParameter.at(4));
          }

          @Override
          public void tell(Trial trial) {}

          @Override
          public Optional<Treatment> recommend() {
            throw new IllegalStateException("no model");
          }
        };

    StudyResult result = OneParameter.EXPERIMENT.optimize(OneParameter.study(optimizer).trials(2));

    assertThat(result.recommended().get(OneParameter.X)).isEqualTo(4);
    assertThat(log.entries()).hasSize(1);
    assertThat(log.entries().getFirst().message())
        .contains("optimizer 'test' could not recommend a treatment; the best trial's is used");
  }
}
