package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Judges that judge in another process: what they write, and what they decide there. */
class WrittenJudgeTest {
  private static final int STEPS = 30;
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));
  private static final Problem ONE = Problem.of(SPACE, Objective.minimize("loss"));
  private static final Problem TWO =
      Problem.of(SPACE, Objective.minimize("loss"), Objective.minimize("time"));

  static List<PrunerChoice> comparing() {
    return List.of(
        MedianPruner.withDefaults(),
        AshaPruner.withDefaults(),
        HyperbandPruner.withDefaults(),
        PatientPruner.over(MedianPruner.withDefaults()).steps(2).minDelta(0.1));
  }

  private static Pruner pruner(PrunerChoice choice, Problem problem) {
    return choice
        .provider()
        .create(
            PrunerSetting.of(problem, 5)
                .withReplicates(3)
                .withOptions(choice.provider(), choice.chosen()));
  }

  private static Report report(int trial, int step, Problem problem) {
    var random = new PhiloxRandom(trial, 9);
    double level = random.nextDouble();
    random.seek(1, step);
    double[] values = new double[problem.objectives().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = level + 2.0 / step + 0.05 * random.nextDouble();
    }
    return new Report(0, step, values);
  }

  /** Tells of trials, each pruned where its judge says so; returns how many were. */
  private static int tell(Pruner pruner, Problem problem, int from, int to) {
    int pruned = 0;
    for (int number = from; number < to; number++) {
      Pruner.Judge judge = pruner.begin(number);
      var reports = new ArrayList<Report>();
      boolean stopped = false;
      for (int step = 1; step <= STEPS && !stopped; step++) {
        Report next = report(number, step, problem);
        reports.add(next);
        stopped = judge.prunes(next);
      }
      var trial = Trial.of(number, SPACE.fromUnit(new double[] {0.5}), problem).reports(reports);
      if (stopped) {
        pruner.tell(trial.unfinished(new Outcome.Pruned(0, reports.getLast().step())));
        pruned++;
      } else {
        for (int i = 0; i < problem.objectives().size(); i++) {
          trial.samples(
              problem.objectives().get(i).metric(),
              Samples.of(reports.getLast().values()[i], 1, 1));
        }
        pruner.tell(trial.completed());
      }
    }
    return pruned;
  }

  @ParameterizedTest
  @MethodSource("comparing")
  void read_byAPrunerThatKnowsNothing_stopsTheSameTrialsAtTheSameSteps(PrunerChoice choice) {
    Pruner pruner = pruner(choice, ONE);
    int pruned = tell(pruner, ONE, 0, 200);
    int stopped = 0;

    for (int number = 200; number < 300; number++) {
      Pruner.Judge judge = pruner.begin(number);
      Pruner.Judge read = pruner(choice, ONE).read(judge.write().orElseThrow());
      for (int step = 1; step <= STEPS; step++) {
        Report next = report(number, step, ONE);
        boolean expected = judge.prunes(next);
        assertThat(read.prunes(next)).as("%s, %s", choice, next).isEqualTo(expected);
        stopped += expected ? 1 : 0;
      }
    }

    assertThat(pruned).as("pruned").isPositive();
    assertThat(stopped).as("stopped").isPositive();
  }

  @ParameterizedTest
  @MethodSource("comparing")
  void write_doesNotGrowWithTheTrials(PrunerChoice choice) {
    Pruner pruner = pruner(choice, ONE);
    tell(pruner, ONE, 0, 60);
    int few = written(pruner, 60);
    tell(pruner, ONE, 60, 1000);

    assertThat(written(pruner, 1000)).isLessThanOrEqualTo(few + 16 * STEPS).isLessThan(2000);
  }

  private static int written(Pruner pruner, int from) {
    int most = 0;
    for (int number = from; number < from + 20; number++) {
      most = Math.max(most, pruner.begin(number).write().orElseThrow().length);
    }
    return most;
  }

  @Test
  void write_underSeveralObjectives_isEmptyOnceTrialsAreCompared() {
    Pruner pruner = pruner(MedianPruner.withDefaults(), TWO);
    assertThat(pruner.begin(0).write()).as("before the startup trials").isPresent();

    tell(pruner, TWO, 0, 60);

    assertThat(pruner.begin(60).write()).isEmpty();
  }

  @Test
  void read_ofAnotherPrunersBytes_isRefusedByName() {
    Pruner median = pruner(MedianPruner.withDefaults(), ONE);
    Pruner threshold = pruner(ThresholdPruner.withDefaults().upper(1), ONE);
    tell(median, ONE, 0, 60);
    byte[] bytes = median.begin(60).write().orElseThrow();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> threshold.read(bytes))
        .withMessageStartingWith("pruner 'threshold': expected a judge that it has written, got ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> median.read(new byte[0]))
        .withMessage(
            "pruner 'median': expected a judge that it has written, got 0 bytes: it ends too early");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pruner(MedianPruner.withDefaults(), TWO).read(bytes))
        .withMessageContaining("it has one objective");
  }
}
