package dev.beryl.optimizers.delegate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DelegateTest {
  private static final RealParameter X = Parameter.real("x", 0, 1000);
  private static final SearchSpace SPACE = SearchSpace.of(X);
  private static final Problem PROBLEM = Problem.of(SPACE, Objective.minimize("loss"));
  private static final OptimizerSetting STUDY =
      OptimizerSetting.of(PROBLEM, 7).withTrials(100).withParallelism(3).withReplicates(2);

  private final Recording recording = new Recording();

  private static Treatment at(double x) {
    return SPACE.fromUnit(new double[] {x / 1000});
  }

  private static Trial trial(int number, Treatment treatment) {
    return Trial.of(number, treatment, PROBLEM).samples("loss", Samples.of(number)).completed();
  }

  private Delegate delegate(int first) {
    return new Delegate(STUDY, 4, first, setting -> recording);
  }

  /** Proposes its own numbers as values, and notes what it is told. */
  private static final class Recording implements Optimizer {
    final List<String> told = new ArrayList<>();
    int asked;
    int left = Integer.MAX_VALUE;

    @Override
    public List<Treatment> ask(int max) {
      return left-- > 0 ? List.of(at(asked++)) : List.of();
    }

    @Override
    public void tell(Trial trial) {
      told.add(trial.number() + ":" + (int) trial.loss());
    }

    @Override
    public Optional<Treatment> recommend() {
      return Optional.of(at(500));
    }
  }

  @Test
  void setting_hasItsOwnSeed_whatIsLeftOfTheBudget_andTheRestOfTheStudys() {
    var settings = new ArrayList<OptimizerSetting>();
    for (long stream : new long[] {4, 4, 5}) {
      new Delegate(
          STUDY,
          stream,
          30,
          setting -> {
            settings.add(setting);
            return recording;
          });
    }
    OptimizerSetting own = settings.getFirst();
    assertThat(own.seed()).isEqualTo(STUDY.random(4).nextLong()).isNotEqualTo(STUDY.seed());
    assertThat(settings.get(1).seed()).isEqualTo(own.seed());
    assertThat(settings.get(2).seed()).isNotEqualTo(own.seed());
    assertThat(own.trials()).hasValue(70);
    assertThat(own.parallelism()).isEqualTo(3);
    assertThat(own.replicates()).isEqualTo(2);
    assertThat(own.problem()).isEqualTo(PROBLEM);
  }

  @Test
  void setting_budgetSpent_leavesOneTrial() {
    new Delegate(
        STUDY,
        4,
        200,
        setting -> {
          assertThat(setting.trials()).hasValue(1);
          return recording;
        });
  }

  @Test
  void setting_openBudget_staysOpen() {
    new Delegate(
        OptimizerSetting.of(PROBLEM, 7),
        4,
        30,
        setting -> {
          assertThat(setting.trials()).isEmpty();
          return recording;
        });
  }

  @Test
  void tell_ownProposalsInAnyOrder_haveTheirOwnNumbers() {
    Delegate delegate = delegate(30);
    for (int number : new int[] {30, 31, 34, 99}) {
      delegate.ask(number);
    }
    for (int number : new int[] {34, 99, 30, 31}) {
      delegate.tell(trial(number, at(0)));
    }
    assertThat(recording.told).containsExactly("2:34", "3:99", "0:30", "1:31");
  }

  @Test
  void tell_trialsOfOthers_arePassedOver() {
    Delegate delegate = delegate(30);
    delegate.ask(30);
    delegate.ask(33);
    for (int number : new int[] {-1, 0, 29, 31, 32, 34, 1000}) {
      delegate.tell(trial(number, at(0)));
    }
    assertThat(recording.told).isEmpty();
  }

  @Test
  void ask_nothingToPropose_leavesTheNumberToAnother() {
    recording.left = 1;
    Delegate delegate = delegate(30);
    assertThat(delegate.ask(30)).isEqualTo(at(0));
    assertThat(delegate.ask(31)).isNull();
    delegate.tell(trial(31, at(0)));
    assertThat(recording.told).isEmpty();
  }

  @Test
  void observe_anyOrder_tellsNegativeNumbersInTheOrderOfTheStudys() {
    delegate(30).observe(List.of(trial(7, at(7)), trial(-2, at(1)), trial(3, at(3))));
    int before = 1 << 30;
    assertThat(recording.told)
        .containsExactly((-2 - before) + ":-2", (3 - before) + ":3", (7 - before) + ":7");
  }

  @Test
  void recommend_isTheOptimizers() {
    assertThat(delegate(30).recommend()).contains(at(500));
  }
}
