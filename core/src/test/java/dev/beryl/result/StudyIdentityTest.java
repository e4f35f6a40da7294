package dev.beryl.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.OneParameter;
import dev.beryl.RecordingListener;
import dev.beryl.ScriptedOptimizer;
import dev.beryl.Study;
import dev.beryl.TestOptimizers;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.study.ExpectedGain;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What makes a study another one, and what does not. */
class StudyIdentityTest {
  private static final SearchSpace WIDER =
      SearchSpace.of(Parameter.real("x", 0, 11).withDefault(5));
  private static final Study STUDY = of(OneParameter.SPACE, OneParameter.LOSS);

  private static Study of(SearchSpace space, Objective... objectives) {
    return Study.of(space, objectives).optimizer(middle(Map.of())).trials(2);
  }

  private static Study of(Map<String, Object> options) {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS).optimizer(middle(options)).trials(2);
  }

  /** Proposes the middle, whatever its options. */
  private static OptimizerChoice middle(Map<String, Object> options) {
    return TestOptimizers.of(
        options,
        setting -> new ScriptedOptimizer(number -> setting.space().fromUnit(new double[] {0.5})));
  }

  private static StudyResult optimize(Study study) {
    return Experiment.measuring("loss", ctx -> 1).optimize(study);
  }

  @Test
  void identity_text_isReadableAndComplete() {
    SearchSpace space =
        SearchSpace.of(
                Parameter.real("rate", 1e-4, 1).log().withDefault(0.01),
                Parameter.integer("depth", 1, 9),
                Parameter.choice("kernel", "linear", "rbf"))
            .subjectTo("cheap", t -> true);
    Study study =
        Study.of(
                space,
                Objective.minimize("loss"),
                Objective.maximize("loss", Aggregation.quantile(0.1)))
            .optimizer(TestOptimizers.uniform())
            .trials(1)
            .seed(-7)
            .replicates(5)
            .independentSeeds()
            .parallelism(4)
            .retries(2);

    assertThat(optimize(study).identity())
        .isEqualTo(
            """
            rate: real [1.0E-4, 1.0] log default 0.01
            depth: integer [1, 9]
            kernel: categorical ['linear', 'rbf']
            subject to 'cheap'
            minimize mean of loss
            maximize quantile(0.1) of loss
            optimizer test points=10
            seed -7
            replicates 5 with independent seeds
            parallelism 4
            retries 2
            """);
  }

  @Test
  void identity_anyChangeThatMayChangeATrial_isAnother() {
    List<StudyResult> results =
        Stream.of(
                STUDY,
                STUDY.seed(1),
                STUDY.replicates(2),
                STUDY.replicates(3),
                STUDY.independentSeeds(),
                STUDY.parallelism(2),
                STUDY.parallelism(2).tellAsCompleted(),
                STUDY.retries(1),
                STUDY.replicates(3).tolerateReplicates(1),
                STUDY.replicateTimeout(Duration.ofHours(1)),
                STUDY.trialTimeout(Duration.ofHours(1)),
                of(Map.of("points", 11)),
                of(WIDER, OneParameter.LOSS),
                of(OneParameter.SPACE.subjectTo("any", t -> true), OneParameter.LOSS),
                of(OneParameter.SPACE, Objective.maximize("loss")),
                of(OneParameter.SPACE, Objective.minimize("loss", Aggregation.median())),
                of(
                    OneParameter.SPACE,
                    OneParameter.LOSS,
                    Objective.minimize("loss", Aggregation.median())))
            .map(StudyIdentityTest::optimize)
            .toList();

    assertThat(new HashSet<>(results.stream().map(StudyResult::identity).toList()))
        .hasSameSizeAs(results);
    assertThat(new HashSet<>(results.stream().map(StudyResult::digest).toList()))
        .hasSameSizeAs(results);
  }

  @Test
  void identity_whatChangesNoTrial_isNoPartOfIt() {
    StudyResult plain = optimize(STUDY);
    List<Study> same =
        List.of(
            STUDY.threads(3),
            STUDY.executor(Runnable::run),
            STUDY.failurePolicy(new FailurePolicy(3)),
            STUDY.neverFail(),
            STUDY.timeLimit(Duration.ofHours(1)),
            STUDY.stopWithoutImprovement(50),
            STUDY.until(ExpectedGain.expectedGainOf(20).below(0.1)),
            STUDY.target(-1),
            STUDY.stopWhen(progress -> false),
            STUDY.abandonAfter(Duration.ofSeconds(5), 3),
            STUDY.listener(new RecordingListener()),
            of(Map.of("points", "10")));

    for (Study study : same) {
      assertThat(optimize(study).identity()).isEqualTo(plain.identity());
      assertThat(optimize(study).digest()).isEqualTo(plain.digest());
    }
  }

  @Test
  void digest_anotherValueOfOneReplicate_isAnother() {
    Study study = STUDY.replicates(2);
    Experiment<Double> other =
        Experiment.measuring(
            "loss", ctx -> ctx.trial() == 1 && ctx.replicate() == 1 ? Math.nextUp(1.0) : 1);

    assertThat(other.optimize(study).identity()).isEqualTo(optimize(study).identity());
    assertThat(other.optimize(study).digest()).isNotEqualTo(optimize(study).digest());
  }

  @Test
  void digest_metricsThatComeInAnotherOrder_isTheSame() {
    Experiment<Double> one =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.record("a", 1);
              ctx.record("b", 2);
              return 3;
            });
    Experiment<Double> two =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.record("b", 2);
              ctx.record("a", 1);
              return 3;
            });

    assertThat(two.optimize(STUDY).digest()).isEqualTo(one.optimize(STUDY).digest());
  }

  @Test
  void metrics_afterAFailedTrialThatRecordedOthers_comeInTheOrderOfTheirRecording() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.trial() == 0) {
                ctx.record("late", 1);
                throw new IllegalStateException("broken");
              }
              ctx.record("early", 1);
              ctx.record("late", 1);
              return 3;
            });

    assertThat(experiment.optimize(STUDY).trials().get(1).metrics())
        .containsExactly("early", "late", "loss");
  }
}
