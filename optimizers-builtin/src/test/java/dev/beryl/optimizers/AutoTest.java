package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoTest {
  private static final OptimizerProvider AUTO = Auto.withDefaults().provider();
  private static final Objective LOSS = Objective.minimize("loss");
  private static final SearchSpace REALS =
      SearchSpace.of(Parameter.real("x", 0, 1), Parameter.real("y", 0, 1));

  private static OptimizerSetting setting(SearchSpace space, int trials, int inFlight) {
    return OptimizerSetting.of(Problem.of(space, LOSS), 5)
        .withTrials(trials)
        .withParallelism(inFlight)
        .withOptions(AUTO, Map.of());
  }

  private static Trial trial(int number, Treatment treatment, OptimizerSetting setting) {
    double loss = 0;
    for (double place : setting.space().toUnit(treatment)) {
      loss += (place - 0.3) * (place - 0.3);
    }
    return Trial.of(number, treatment, setting.problem())
        .samples("loss", Samples.of(loss))
        .completed();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 40})
  void finiteSpace_pendingTrialsOfTheOneBefore_areNotProposedAgain(int inFlight) {
    var space = SearchSpace.of(Parameter.integer("a", 0, 15), Parameter.integer("b", 0, 15));
    OptimizerSetting setting = setting(space, 250, inFlight);
    Optimizer optimizer = AUTO.create(setting);
    var pending = new ArrayDeque<Treatment>();
    var all = new HashSet<Treatment>();
    int told = 0;
    for (int asked = 0; asked < 250; asked++) {
      if (pending.size() == inFlight) {
        optimizer.tell(trial(told++, pending.remove(), setting));
      }
      Treatment next = optimizer.ask(1).getFirst();
      assertThat(all.add(next)).as("trial %s: %s is new", asked, next).isTrue();
      pending.add(next);
    }
    assertThat(optimizer.delegations()).extracting(Delegation::optimizer).endsWith("cma-es");
  }

  @Test
  void study_ofOneMethod_hasTheTrialsThatItHasUnderThatName() {
    OptimizerProvider gp = GaussianProcess.withDefaults().provider();
    OptimizerSetting setting = setting(REALS, 30, 3);
    assertThat(proposals(AUTO.create(setting), setting))
        .isEqualTo(proposals(gp.create(setting.withOptions(gp, Map.of())), setting));
  }

  @Test
  void predict_isThatOfTheMethodThatProposes() {
    OptimizerProvider gp = GaussianProcess.withDefaults().provider();
    OptimizerSetting setting = setting(REALS, 30, 1);
    Optimizer auto = AUTO.create(setting);
    Optimizer alone = gp.create(setting.withOptions(gp, Map.of()));
    assertThat(auto.predict(REALS.fromUnit(new double[] {0.3, 0.3}))).isEmpty();
    proposals(auto, setting);
    proposals(alone, setting);
    Treatment best = REALS.fromUnit(new double[] {0.3, 0.3});
    assertThat(auto.predict(best)).isPresent().isEqualTo(alone.predict(best));
    assertThat(auto.predict(best).orElseThrow().mean()).isCloseTo(0, within(1e-3));
  }

  private static Optimizer auto(OptimizerSetting setting) {
    return Asking.create(Auto.withDefaults(), setting);
  }

  @Test
  void ask_shortStudy_beginsInTheMiddle() {
    RealParameter x = Parameter.real("x", 0, 1);
    RealParameter rate = Parameter.real("rate", 1e-4, 1).log();
    IntegerParameter layers = Parameter.integer("layers", 1, 9);
    CategoricalParameter<String> method = Parameter.choice("method", "a", "b", "c");
    SearchSpace mixed = SearchSpace.of(x, rate, layers, method);
    var methods = new HashSet<String>();
    for (int seed = 0; seed < 10; seed++) {
      OptimizerSetting setting = Asking.setting(mixed, seed);
      Treatment first = auto(setting.withTrials(20)).ask(1).getFirst();
      assertThat(first.get(x)).isEqualTo(0.5);
      assertThat(first.get(rate)).isCloseTo(1e-2, within(1e-9));
      assertThat(first.get(layers)).isEqualTo(5);
      methods.add(first.get(method));
      assertThat(auto(setting.withTrials(48)).ask(1).getFirst().get(x)).isNotEqualTo(0.5);
      assertThat(auto(setting).ask(1).getFirst().get(x)).isNotEqualTo(0.5);
    }
    assertThat(methods).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void ask_shortStudy_startsWithAThirdOfItsTrials() {
    for (int[] each : new int[][] {{60, 10}, {27, 9}, {20, 6}, {10, 6}}) {
      OptimizerSetting setting = Asking.setting(REALS, 5).withTrials(each[0]);
      GaussianProcess model = GaussianProcess.withDefaults().startupTrials(each[1]);
      Optimizer stated = Asking.create(each[0] < 30 ? model.centered() : model, setting);
      int asked = Math.min(each[0], each[1] + 4);
      ToDoubleFunction<Treatment> loss =
          t -> Math.abs(REALS.toUnit(t)[0] - 0.3) + REALS.toUnit(t)[1];
      assertThat(new CmaEsStudy(auto(setting), loss).run(asked).proposed())
          .isEqualTo(new CmaEsStudy(stated, loss).run(asked).proposed());
    }
  }

  private static List<Treatment> proposals(Optimizer optimizer, OptimizerSetting setting) {
    var all = new ArrayList<Treatment>();
    for (int number = 0; number < 30; number++) {
      all.addAll(optimizer.ask(1));
      optimizer.tell(trial(number, all.get(number), setting));
    }
    return all;
  }

  @Test
  void options_byName_areThoseOfTheMethods() {
    assertThat(Auto.withDefaults().without("gp", "tpe").highNoise().row(11))
        .hasToString("auto {noise=HIGH, row=11, without=[gp, tpe]}");
    Optimizer optimizer =
        AUTO.create(
            setting(REALS, 300, 1).withOptions(AUTO, Map.of("without", "gp, tpe", "row", "10")));
    assertThat(optimizer.ask(1)).hasSize(1);
    assertThat(optimizer.delegations()).extracting(Delegation::optimizer).containsExactly("cma-es");
    assertThat(optimizer.delegations().getFirst().reason())
        .isEqualTo(
            "numeric, up to 20 trials for each parameter or 150 (row 10): it takes the place of gp");
  }

  @Test
  void without_unknownName_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Auto.withDefaults().without("gp", "sobol"))
        .withMessage(
            "option 'without': expected names of [cma-es, gp, grid, tpe], separated by commas, got"
                + " '[gp, sobol]'");
  }

  @Test
  void highNoise_keepsTheModelForLonger() {
    OptimizerSetting plain = setting(REALS, 300, 1);
    assertThat(handOver(plain)).isEqualTo("gp until trial 80, then cma-es");
    assertThat(handOver(plain.withOptions(AUTO, Auto.withDefaults().highNoise().chosen())))
        .isEqualTo("gp until trial 250, then cma-es");
  }

  private static String handOver(OptimizerSetting setting) {
    Optimizer optimizer = AUTO.create(setting);
    for (int number = 0; number < 260; number++) {
      List<Treatment> next = optimizer.ask(1);
      optimizer.tell(trial(number, next.getFirst(), setting));
    }
    return Delegation.text(optimizer.delegations());
  }
}
