package dev.beryl.settings;

import static dev.beryl.study.ExpectedGain.expectedGainOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.beryl.OneParameter;
import dev.beryl.RecordingListener;
import dev.beryl.Study;
import dev.beryl.TestOptimizers;
import dev.beryl.TestPruners;
import dev.beryl.execution.Runner;
import dev.beryl.execution.RunnerResults;
import dev.beryl.execution.RunnerSession;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.journal.Durability;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.Failures;
import dev.beryl.study.Racing;
import dev.beryl.trial.OutcomeConstraint;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A setting that is made twice is an error that names both values. */
class SetOnceTest {
  private static final Study STUDY = Study.of(OneParameter.SPACE, OneParameter.LOSS);

  /** A setting, made in two ways, and what the error says about the two. */
  private record Twice(
      String name, UnaryOperator<Study> once, UnaryOperator<Study> again, String values) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Twice flag(String name, UnaryOperator<Study> set) {
    return new Twice(name, set, set, "");
  }

  private static Twice of(
      String name, UnaryOperator<Study> once, UnaryOperator<Study> again, String from, String to) {
    return new Twice(name, once, again, " to %s, and now to %s".formatted(from, to));
  }

  /** An executor with a readable name. */
  private record Named(String name) implements Executor {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A runner with a readable name. */
  private record NoRunner(String name) implements Runner {
    @Override
    public int slots() {
      return 1;
    }

    @Override
    public RunnerSession open(RunnerSetting setting, RunnerResults results) {
      throw new UnsupportedOperationException("nothing is run");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Twice> settings() {
    Duration second = Duration.ofSeconds(1);
    Duration minute = Duration.ofMinutes(1);
    return List.of(
        of("name", s -> s.name("one"), s -> s.name("two"), "one", "two"),
        of("optimizer", s -> s.optimizer("tpe"), s -> s.optimizer("grid"), "'tpe'", "'grid'"),
        of("pruner", s -> s.pruner("asha"), s -> s.pruner("median"), "'asha'", "'median'"),
        of("trials", s -> s.trials(10), s -> s.trials(20), "10", "20"),
        of("replicates", s -> s.replicates(1), s -> s.replicates(3), "1", "3"),
        of(
            "racing",
            s -> s.replicates(1, 30),
            s -> s.racing(Racing.of(2, 10).finalists(3)),
            "1 to 30 replicates, 5 finalists, confidence 0.95, reserve 0.1",
            "2 to 10 replicates, 3 finalists, confidence 0.95, reserve 0.1"),
        of("budget", s -> s.budget(100), s -> s.budget(200), "100", "200"),
        of(
            "baseline",
            s -> s.baseline(OneParameter.at(1)),
            s -> s.baseline(OneParameter.at(2)),
            OneParameter.at(1).toString(),
            OneParameter.at(2).toString()),
        of("seed", s -> s.seed(0), s -> s.seed(7), "0", "7"),
        of("parallelism", s -> s.parallelism(1), s -> s.parallelism(2), "1", "2"),
        of("threads", s -> s.threads(4), s -> s.threads(2), "4", "2"),
        of(
            "executor",
            s -> s.executor(new Named("pool")),
            s -> s.executor(new Named("other")),
            "pool",
            "other"),
        of(
            "runner",
            s -> s.runner(new NoRunner("cluster")),
            s -> s.runner(new NoRunner("other")),
            "cluster",
            "other"),
        of("timeLimit", s -> s.timeLimit(second), s -> s.timeLimit(minute), "1 s", "1 min"),
        of("target", s -> s.target(0.5), s -> s.target(0.25), "0.5", "0.25"),
        of(
            "stopWithoutImprovement",
            s -> s.stopWithoutImprovement(5),
            s -> s.stopWithoutImprovement(6),
            "5",
            "6"),
        of(
            "until",
            s -> s.until(expectedGainOf(20).below(0.001)),
            s -> s.until(expectedGainOf(10).belowNoise()),
            "expectedGainOf(20).below(0.001)",
            "expectedGainOf(10).belowNoise()"),
        of("failurePolicy", Study::failFast, Study::neverFail, "1 in a row", "any number"),
        of("retries", s -> s.retries(1), s -> s.retries(2), "1", "2"),
        of(
            "tolerateReplicates",
            s -> s.tolerateReplicates(1),
            s -> s.tolerateReplicates(0),
            "1",
            "0"),
        of("penalize", s -> s.penalize(1), s -> s.penalize(2), "[1.0]", "[2.0]"),
        of(
            "replicateTimeout",
            s -> s.replicateTimeout(second),
            s -> s.replicateTimeout(minute),
            "1 s",
            "1 min"),
        of(
            "trialTimeout",
            s -> s.trialTimeout(second),
            s -> s.trialTimeout(minute),
            "1 s",
            "1 min"),
        of(
            "abandonAfter",
            s -> s.abandonAfter(second, 1),
            s -> s.abandonAfter(minute, 2),
            "1 s, at most 1",
            "1 min, at most 2"),
        of(
            "journal",
            s -> s.journal(Path.of("a"), Durability.none()),
            s -> s.journal(Path.of("b")),
            "'a' (None[])",
            "'b' (Grouped[period=PT0.1S])"),
        of(
            "rerun",
            s -> s.rerun(Failures.of(Failures.Kind.TIMED_OUT)),
            s -> s.rerun(Failures.any()),
            "[TIMED_OUT]",
            "[EXCEPTION, TIMED_OUT, MISSING_METRIC, NOT_FINITE]"),
        of(
            "notes",
            s -> s.notes(Map.of("git", "a1")),
            s -> s.notes(Map.of("git", "b2")),
            "{git=a1}",
            "{git=b2}"),
        of(
            "startWith",
            s -> s.startWith(OneParameter.at(1)),
            s -> s.startWith(OneParameter.at(2)),
            "[x1.0{x=1.0}]",
            "[x2.0{x=2.0}]"),
        of("warmStart", s -> s.warmStart(Path.of("a")), s -> s.warmStart(Path.of("b")), "a", "b"),
        of(
            "outcomeConstraints",
            s -> s.outcomeConstraints(OutcomeConstraint.atMost("time", 1)),
            s -> s.outcomeConstraints(),
            "[mean of time at most 1.0]",
            "[]"),
        flag("untilOptimizerEnds", Study::untilOptimizerEnds),
        flag("independentSeeds", Study::independentSeeds),
        flag("tellAsCompleted", Study::tellAsCompleted),
        flag("startReplicatesWhenNeeded", Study::startReplicatesWhenNeeded));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void setTwice_namesBothValues(Twice setting) {
    Study study = setting.once().apply(STUDY);

    assertThatIllegalStateException()
        .isThrownBy(() -> setting.again().apply(study))
        .withMessage("study: %s: was already set%s; set it once", setting.name(), setting.values());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void setTwiceToTheSame_isRefusedToo(Twice setting) {
    Study study = setting.once().apply(STUDY);

    assertThatIllegalStateException().isThrownBy(() -> setting.once().apply(study));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void setOnceOnEachOfTwoStudies_isFine(Twice setting) {
    assertThat(setting.once().apply(STUDY)).isNotSameAs(setting.again().apply(STUDY));
  }

  @Test
  void settings_areAllTested() {
    Stream<String> names =
        Arrays.stream(Setting.class.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .map(field -> {
              try {
                return ((Setting<?>) field.get(null)).name();
              } catch (IllegalAccessException e) {
                throw new AssertionError(e);
              }
            });

    assertThat(settings())
        .extracting(Twice::name)
        .containsExactlyInAnyOrderElementsOf(names.toList());
  }

  @Test
  void optimizer_byNameThenByTypedOptions_namesBothWithTheirOptions() {
    Study study = STUDY.optimizer("tpe", Map.of("startup-trials", 5));

    assertThatIllegalStateException()
        .isThrownBy(() -> study.optimizer(TestOptimizers.uniform()))
        .withMessage(
            "study: optimizer: was already set to 'tpe' {startup-trials=5}, and now to 'test';"
                + " set it once");
    assertThatIllegalStateException()
        .isThrownBy(() -> STUDY.pruner("asha").pruner(TestPruners.aboveTheMean()))
        .withMessageContaining("already set to 'asha', and now to 'test'");
  }

  @Test
  void failures_ofAnyOfTheirThreeMethods_areOneSetting() {
    Study study = STUDY.failurePolicy(new FailurePolicy(3));

    assertThatIllegalStateException()
        .isThrownBy(study::failFast)
        .withMessageContaining("already set to 3 in a row, and now to 1 in a row");
  }

  @Test
  void listenersAndRules_addUp() {
    var first = new RecordingListener();
    var second = new RecordingListener();

    var result =
        OneParameter.EXPERIMENT.optimize(
            OneParameter.study(1, 2, 3, 4)
                .listener(first)
                .listener(second)
                .stopWhen(progress -> progress.trials() == 3)
                .stopWhen(progress -> progress.trials() == 2));

    assertThat(result.trials()).hasSize(2);
    assertThat(first.heard()).isEqualTo(second.heard()).hasSize(4);
  }
}
