package dev.beryl.optimizers.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.optimizers.Asking;
import dev.beryl.optimizers.Spaces;
import dev.beryl.optimizers.Tpe;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class TpeProperties {
  private static final Problem PROBLEM =
      Problem.of(SearchSpace.of(Parameter.real("any", 0, 1)), Objective.minimize("loss"));

  private static Optimizer create(Tpe tpe, SearchSpace space, long seed) {
    return Asking.create(tpe, Asking.setting(space, seed));
  }

  private static Trial completed(int number, Treatment treatment, double... losses) {
    return Trial.of(number, treatment, PROBLEM).samples("loss", Samples.of(losses)).completed();
  }

  /** Any outcome, with losses that are ordinary, tied or huge. */
  private static Trial anyTrial(int number, Treatment treatment, Random random) {
    Outcome outcome =
        switch (random.nextInt(8)) {
          case 0 -> new Outcome.Failed(Outcome.Reason.EXCEPTION, 0, "step", "no", null);
          case 1 -> new Outcome.TimedOut(0, "step", Duration.ofSeconds(1));
          case 2 -> new Outcome.Pruned(0, random.nextInt(5));
          default -> Outcome.COMPLETED;
        };
    if (outcome instanceof Outcome.Completed) {
      double[] losses = {0, 1, random.nextGaussian(), 1e308, -1e308, Double.MIN_VALUE};
      double loss = losses[random.nextInt(losses.length)];
      return random.nextBoolean()
          ? completed(number, treatment, loss)
          : completed(number, treatment, loss, loss, loss / 2);
    }
    return Trial.of(number, treatment, PROBLEM).unfinished(outcome);
  }

  private static Tpe anySettings(Random random) {
    Tpe tpe = random.nextInt(4) == 0 ? Tpe.classic() : Tpe.withDefaults();
    return switch (random.nextInt(5)) {
      case 0 -> tpe.rankWeights().startupTrials(1);
      case 1 -> tpe.univariate().oldDecayWeights().startupTrials(3);
      case 2 -> tpe.neighborBandwidths().uniformWeights().startupTrials(2);
      case 3 -> tpe.share(1).mostBelow(3).candidates(1).startupTrials(4);
      default -> tpe.startupTrials(5);
    };
  }

  @Property(tries = 150, seed = "20261201")
  void ask_anySpaceSettingsAndOutcomes_staysInTheSpace(@ForAll long spaceSeed, @ForAll long seed) {
    SearchSpace space = Spaces.mixed(spaceSeed);
    var random = new Random(seed);
    Optimizer optimizer = create(anySettings(random), space, seed);
    var pending = new ArrayList<Trial>();
    int number = 0;
    for (int round = 0; round < 25; round++) {
      for (Treatment treatment : optimizer.ask(1 + random.nextInt(3))) {
        assertThat(space.contains(treatment)).isTrue();
        assertThat(space.owns(treatment)).isTrue();
        pending.add(anyTrial(number++, treatment, random));
      }
      while (!pending.isEmpty() && random.nextInt(4) > 0) {
        optimizer.tell(pending.remove(random.nextInt(pending.size())));
      }
    }
  }

  @Property(tries = 60, seed = "20261202")
  void ask_finiteSpace_coversItOnceAndIsThenEmpty(@ForAll long spaceSeed, @ForAll long seed) {
    SearchSpace space = Spaces.finite(spaceSeed);
    Optimizer optimizer = create(Tpe.withDefaults().startupTrials(3), space, seed);
    var random = new Random(seed);
    var all = new ArrayList<Treatment>();
    List<Treatment> next = optimizer.ask(1);
    while (!next.isEmpty()) {
      all.addAll(next);
      optimizer.tell(anyTrial(all.size() - 1, next.get(0), random));
      next = optimizer.ask(1);
    }
    assertThat(all)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(space.enumerate().toList());
  }

  @Property(tries = 60, seed = "20261203")
  void ask_hardConstraint_isSatisfied(@ForAll long seed) {
    RealParameter x = Parameter.real("x", -1, 1);
    RealParameter y = Parameter.real("y", -1, 1);
    SearchSpace space =
        SearchSpace.of(x, y)
            .subjectTo("disc", t -> t.get(x) * t.get(x) + t.get(y) * t.get(y) < 0.3);
    Optimizer optimizer = create(Tpe.withDefaults().startupTrials(4), space, seed);
    for (int i = 0; i < 30; i++) {
      Treatment treatment = optimizer.ask(1).get(0);
      assertThat(space.violated(treatment)).isEmpty();
      optimizer.tell(completed(i, treatment, -treatment.get(x)));
    }
  }

  @Property(tries = 60, seed = "20261204")
  void tell_inAnyOrder_makesNoDifference(@ForAll long spaceSeed, @ForAll long seed) {
    SearchSpace space = Spaces.mixed(spaceSeed);
    var random = new Random(seed);
    Optimizer inOrder = create(Tpe.withDefaults().startupTrials(3), space, seed);
    Optimizer shuffled = create(Tpe.withDefaults().startupTrials(3), space, seed);
    int number = 0;
    for (int round = 0; round < 8; round++) {
      List<Treatment> proposals = inOrder.ask(6);
      assertThat(shuffled.ask(6)).isEqualTo(proposals);
      var trials = new ArrayList<Trial>();
      for (Treatment treatment : proposals) {
        trials.add(anyTrial(number++, treatment, random));
      }
      for (int i = 0; i < 3; i++) {
        Treatment elsewhere = space.fromUnit(random.doubles(space.dimension()).toArray());
        trials.add(completed(-1 - round * 3 - i, elsewhere, random.nextGaussian()));
      }
      trials.forEach(inOrder::tell);
      Collections.shuffle(trials, random);
      trials.forEach(shuffled::tell);
    }
  }

  private static List<double[]> path(
      Tpe tpe, SearchSpace space, long seed, int trials, ToDoubleFunction<double[]> loss) {
    Optimizer optimizer = create(tpe, space, seed);
    var path = new ArrayList<double[]>();
    for (int i = 0; i < trials; i++) {
      Treatment treatment = optimizer.ask(1).get(0);
      double[] unit = space.toUnit(treatment);
      path.add(unit);
      optimizer.tell(completed(i, treatment, loss.applyAsDouble(unit)));
    }
    return path;
  }

  private static double bowl(double[] unit) {
    double sum = 0;
    for (double each : unit) {
      sum += (each - 0.37) * (each - 0.37);
    }
    return sum;
  }

  /** Ranges apart by a power of two: not a bit is lost on the way. */
  @Property(tries = 20, seed = "20261205")
  void ask_scaledRanges_isTheSameUpToScale(@ForAll long seed) {
    SearchSpace unit = SearchSpace.of(Parameter.real("x", 0, 1), Parameter.real("y", 0, 1));
    SearchSpace scaled =
        SearchSpace.of(Parameter.real("x", 0, 0x1p40), Parameter.real("y", 0, 0x1p-30));
    List<double[]> one = path(Tpe.withDefaults(), unit, seed, 60, TpeProperties::bowl);
    List<double[]> other = path(Tpe.withDefaults(), scaled, seed, 60, TpeProperties::bowl);
    for (int i = 0; i < 60; i++) {
      assertThat(other.get(i)).containsExactly(one.get(i));
    }
  }

  @Property(tries = 20, seed = "20261206")
  void ask_shiftedRanges_isTheSameUpToRounding(
      @ForAll long seed, @ForAll @DoubleRange(min = -100, max = 100) double low) {
    SearchSpace unit = SearchSpace.of(Parameter.real("x", 0, 1), Parameter.real("y", 0, 1));
    SearchSpace shifted =
        SearchSpace.of(Parameter.real("x", low, low + 3), Parameter.real("y", -low, 7 - low));
    List<double[]> one = path(Tpe.withDefaults(), unit, seed, 40, TpeProperties::bowl);
    List<double[]> other = path(Tpe.withDefaults(), shifted, seed, 40, TpeProperties::bowl);
    for (int i = 0; i < 40; i++) {
      assertThat(other.get(i)).containsExactly(one.get(i), within(1e-9));
    }
  }

  @Property(tries = 20, seed = "20261207")
  void ask_classic_dependsOnTheOrderOfLossesAlone(@ForAll long seed) {
    SearchSpace space =
        SearchSpace.of(Parameter.real("x", 0, 1), Parameter.integer("n", 1, 50).log());
    List<double[]> plain = path(Tpe.classic(), space, seed, 60, TpeProperties::bowl);
    DoubleUnaryOperator[] monotone = {Math::exp, x -> -1 / (x + 1e-3), x -> 1e6 * x * x * x - 5};
    for (DoubleUnaryOperator transform : monotone) {
      List<double[]> other =
          path(Tpe.classic(), space, seed, 60, unit -> transform.applyAsDouble(bowl(unit)));
      for (int i = 0; i < 60; i++) {
        assertThat(other.get(i)).containsExactly(plain.get(i));
      }
    }
  }

  @Property(tries = 20, seed = "20261208")
  void ask_afterOnePointAThousandTimes_isFinite(@ForAll long seed) {
    SearchSpace space =
        SearchSpace.of(
            Parameter.real("x", 1e-6, 1).log(),
            Parameter.integer("n", 0, Long.MAX_VALUE >> 2),
            Parameter.choice("c", "a", "b"));
    Optimizer optimizer = create(Tpe.withDefaults(), space, seed);
    var random = new Random(seed);
    Treatment point = space.fromUnit(random.doubles(3).toArray());
    double loss = random.nextBoolean() ? 1e308 : 0;
    for (int i = 0; i < 1000; i++) {
      optimizer.tell(completed(-1000 + i, point, loss));
    }
    assertThat(optimizer.ask(20)).hasSize(20).allMatch(space::contains);
  }

  @Property(tries = 20, seed = "20261209")
  void ask_severalObjectivesAndConstraints_staysInTheSpace(
      @ForAll long spaceSeed, @ForAll long seed) {
    SearchSpace space = Spaces.mixed(spaceSeed);
    Problem problem = Problem.of(space, Objective.minimize("a"), Objective.maximize("b"));
    Optimizer optimizer =
        Asking.create(Tpe.withDefaults().startupTrials(4), OptimizerSetting.of(problem, seed));
    var random = new Random(seed);
    double[] values = {0, 1, -1, 1e308, -1e308, 1e-300};
    int number = 0;
    for (int round = 0; round < 20; round++) {
      for (Treatment treatment : optimizer.ask(2)) {
        assertThat(space.contains(treatment)).isTrue();
        optimizer.tell(
            Trial.of(number++, treatment, problem)
                .samples("a", Samples.of(values[random.nextInt(6)]))
                .samples("b", Samples.of(values[random.nextInt(6)]))
                .completed());
      }
    }
  }
}
