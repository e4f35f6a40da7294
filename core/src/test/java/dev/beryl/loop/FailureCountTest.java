package dev.beryl.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.OneParameter;
import dev.beryl.study.Ending;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.Progress;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FailureCountTest {
  private static final StudyEnd DONE = StudyEnd.of(Ending.BUDGET, "all trials are done");
  private static final Outcome PRUNED = new Outcome.Pruned(0, 1);
  private static final Outcome REJECTED = new Outcome.Rejected("small");
  private static final Outcome TIMED_OUT = new Outcome.TimedOut(0, "fit", Duration.ofSeconds(1));

  private int entered;

  private static Outcome failed(Exception cause) {
    return new Outcome.Failed(
        Outcome.Reason.EXCEPTION, 0, "fit", String.valueOf(cause.getMessage()), cause);
  }

  private void enter(FailureCount failures, Outcome... outcomes) {
    for (Outcome outcome : outcomes) {
      TrialBuilder trial =
          Trial.of(entered++, OneParameter.at(1), Problem.of(OneParameter.SPACE, OneParameter.LOSS))
              .samples("loss", Samples.of(1));
      failures.enter(
          outcome instanceof Outcome.Completed ? trial.completed() : trial.unfinished(outcome),
          outcome);
    }
  }

  /** A study that has told some trials. */
  private record Told(int trials, int completed) implements Progress {
    @Override
    public int failed() {
      return trials - completed;
    }

    @Override
    public OptionalInt budget() {
      return OptionalInt.empty();
    }

    @Override
    public Optional<Trial> best() {
      return Optional.empty();
    }

    @Override
    public int trialsSinceBest() {
      return trials;
    }

    @Override
    public Duration elapsed() {
      return Duration.ZERO;
    }
  }

  @Test
  void enter_countsFailuresAndTimeouts_notWhatWasPrunedOrRejected() {
    var failures = new FailureCount(FailurePolicy.neverFail());

    enter(
        failures,
        failed(new Exception("one")),
        PRUNED,
        TIMED_OUT,
        REJECTED,
        Outcome.COMPLETED,
        failed(new Exception("two")));

    assertThat(failures.failed()).isEqualTo(3);
  }

  @Test
  void afterTrial_inARow_isBrokenByACompletedOrPrunedTrial_notByARejectedOne() {
    var failures = new FailureCount(new FailurePolicy(2));

    enter(failures, TIMED_OUT, Outcome.COMPLETED, TIMED_OUT, PRUNED, TIMED_OUT);
    assertThat(failures.afterTrial()).isNull();
    enter(failures, REJECTED);
    assertThat(failures.afterTrial()).isNull();
    enter(failures, TIMED_OUT);
    assertThat(failures.afterTrial()).isNotNull();
  }

  @Test
  void afterTrial_namesThoseInTheRow_withTheLastCause() {
    var failures = new FailureCount(new FailurePolicy(2));
    var last = new Exception("three");

    enter(failures, failed(new Exception("one")), Outcome.COMPLETED);
    enter(failures, failed(new Exception("two")), failed(last));

    StudyEnd end = failures.afterTrial();
    assertThat(end.ending()).isEqualTo(Ending.FAILED);
    assertThat(end.text())
        .startsWith(
            "2 trials in a row failed; correct the experiment, or continue despite failures")
        .containsSubsequence("\n - ", "two", "\n - ", "three")
        .doesNotContain("one");
    assertThat(end.cause()).isSameAs(last);
  }

  @Test
  void afterTrial_ofAThousandInARow_namesTheLastTen() {
    var failures = new FailureCount(new FailurePolicy(1000));
    for (int i = 0; i < 1000; i++) {
      enter(failures, failed(new Exception("failure " + i)));
    }

    StudyEnd end = failures.afterTrial();

    assertThat(end.text().lines()).hasSize(11);
    assertThat(end.text())
        .startsWith("1000 trials in a row failed")
        .contains("failure 990", "failure 999")
        .doesNotContain("failure 989");
    assertThat(end.cause()).hasMessage("failure 999");
  }

  /** One mistake in the configuration fails all trials, each with its own treatment's name. */
  @Test
  void afterTrial_allFailedAlike_isOneLine() {
    var failures = new FailureCount(new FailurePolicy(10));
    for (int i = 0; i < 10; i++) {
      failLike(failures, i);
    }

    StudyEnd end = failures.afterTrial();

    assertThat(end.text())
        .isEqualTo(
            "10 trials in a row failed; correct the experiment, or continue despite failures with"
                + " neverFail():\n - all 10 alike, such as trial 0 x0.0{x=0.0} failed in replicate 0"
                + " at 'fit': treatment 'x0.0' gives no value to 'y'");
    assertThat(end.cause()).as("of the last").hasMessage("treatment 'x9.0' gives no value to 'y'");
  }

  @Test
  void afterTrial_someFailedAlike_shareALine() {
    var failures = new FailureCount(new FailurePolicy(4));
    failLike(failures, 1);
    enter(failures, TIMED_OUT);
    failLike(failures, 2);
    failLike(failures, 3);

    assertThat(failures.afterTrial().text().lines().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).startsWith(" - 3 alike, such as trial 1 x1.0{x=1.0} failed"),
            line -> assertThat(line).startsWith(" - trial 0 ").contains("timed out"));
  }

  private static void failLike(FailureCount failures, int number) {
    Outcome outcome =
        failed(new Exception("treatment 'x%s.0' gives no value to 'y'".formatted(number)));
    failures.enter(
        Trial.of(number, OneParameter.at(number), Problem.of(OneParameter.SPACE, OneParameter.LOSS))
            .unfinished(outcome),
        outcome);
  }

  @Test
  void afterTrial_timedOut_hasNoCause() {
    var failures = new FailureCount(FailurePolicy.failFast());
    enter(failures, TIMED_OUT);

    StudyEnd end = failures.afterTrial();

    assertThat(end.text()).startsWith("a trial failed; correct the experiment");
    assertThat(end.cause()).isNull();
  }

  @Test
  void atEnd_nothingCompleted_isAFailureWithTheFirstCauses() {
    var failures = new FailureCount(FailurePolicy.DEFAULT);
    var first = new Exception("first");
    enter(failures, REJECTED, PRUNED, failed(first), TIMED_OUT);

    StudyEnd end = failures.atEnd(DONE, new Told(4, 0));

    assertThat(end.ending()).isEqualTo(Ending.FAILED);
    assertThat(end.text())
        .startsWith("none of 4 trials was completed:\n - ")
        .containsSubsequence("first", "timed out");
    assertThat(end.text().lines()).hasSize(3);
    assertThat(end.cause()).isSameAs(first);
  }

  @Test
  void atEnd_otherwise_isTheEndThatItWas() {
    var failures = new FailureCount(FailurePolicy.DEFAULT);
    StudyEnd stopped = StudyEnd.of(Ending.STOPPED, "the study was stopped");
    StudyEnd broken = StudyEnd.of(Ending.FAILED, "no more disk");

    assertThat(failures.atEnd(DONE, new Told(0, 0))).as("no failure").isSameAs(DONE);
    enter(failures, TIMED_OUT);
    assertThat(failures.atEnd(DONE, new Told(2, 1))).as("one completed").isSameAs(DONE);
    assertThat(failures.atEnd(stopped, new Told(1, 0))).isSameAs(stopped);
    assertThat(failures.atEnd(broken, new Told(1, 0))).isSameAs(broken);
    var tolerant = new FailureCount(FailurePolicy.neverFail());
    enter(tolerant, TIMED_OUT);
    assertThat(tolerant.atEnd(DONE, new Told(1, 0))).as("tolerated").isSameAs(DONE);
  }
}
