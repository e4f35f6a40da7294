package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.study.StudyFailedException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a study logs of its course. */
class StudyLogTest {
  private static final Study STUDY = OneParameter.study(5, 6, 4, 7, 3).name("small");

  private static List<String> messages(CapturedLog log) {
    return log.entries().stream().map(CapturedLog.Entry::message).toList();
  }

  @Test
  void info_isStartAndEnd_ofAStudyOfLessThanTenSeconds() throws ReflectiveOperationException {
    try (CapturedLog log = CapturedLog.from("INFO", "dev.beryl")) {
      OneParameter.EXPERIMENT.optimize(STUDY);

      assertThat(messages(log)).hasSize(2);
      assertThat(messages(log).getFirst())
          .startsWith("study 'small' of [minimize loss] by optimizer '")
          .endsWith("' starts");
      assertThat(messages(log).getLast())
          .contains("' ended: the optimizer has nothing more to propose; 5 trials; best loss=3 in")
          .contains("in trial 4; ");
    }
  }

  @Test
  void debug_isEachNewBest() throws ReflectiveOperationException {
    try (CapturedLog log = CapturedLog.from("FINE", "dev.beryl")) {
      OneParameter.EXPERIMENT.optimize(STUDY);

      assertThat(messages(log).subList(1, messages(log).size() - 1))
          .containsExactly(
              "new best loss=5 in trial 0",
              "new best loss=4 in trial 2",
              "new best loss=3 in trial 4");
    }
  }

  @Test
  void warning_isNothing_whereNothingIsWrong() throws ReflectiveOperationException {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      OneParameter.EXPERIMENT.optimize(STUDY);

      assertThat(log.entries()).isEmpty();
    }
  }

  @Test
  void info_ofASession_isStartAndEnd() throws ReflectiveOperationException {
    try (CapturedLog log = CapturedLog.from("INFO", "dev.beryl")) {
      try (StudySession session = STUDY.open()) {
        session.tell(session.ask(1).getFirst(), 1);
      }

      assertThat(messages(log)).hasSize(2);
      assertThat(messages(log).getLast())
          .contains("' ended: ", "; 1 trials; best loss=1 in trial 0");
    }
  }

  @Test
  void info_ofAFailedStudy_saysWhyItEnded() throws ReflectiveOperationException {
    try (CapturedLog log = CapturedLog.from("INFO", "dev.beryl")) {
      assertThatThrownBy(
              () -> OneParameter.failingIn(0).optimize(OneParameter.study(1, 2).failFast()))
          .isInstanceOf(StudyFailedException.class);

      assertThat(messages(log).getLast()).contains(" ended: ", "trial 0 is broken", "1 failed");
    }
  }
}
