package dev.beryl.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The code of the documentation of this package, which shows the marked regions. */
class SnippetsTest {

  // @start region=optimizer
  /** Draws around the best place so far. */
  static final class Hill implements Optimizer {
    private final SearchSpace space;
    private final PhiloxRandom random;
    private final double step;
    private final Map<Integer, double[]> pending = new HashMap<>();
    private double[] best;
    private double loss = Double.POSITIVE_INFINITY;
    private int proposed;

    Hill(OptimizerSetting setting) {
      space = setting.space();
      random = setting.random(0);
      step = setting.options().get(HillProvider.STEP);
      best = new double[space.dimension()];
      random.nextDoubles(best, 0, best.length);
    }

    @Override
    public List<Treatment> ask(int max) {
      random.seek(proposed, 1); // draws of this trial alone
      double[] place = best.clone();
      for (int i = 0; i < place.length; i++) {
        place[i] = Math.clamp(place[i] + step * random.nextGaussian(), 0, 1);
      }
      pending.put(proposed++, place);
      return List.of(space.fromUnit(place)); // one is enough, whatever max is
    }

    @Override
    public void tell(Trial trial) {
      double[] place = pending.remove(trial.number()); // null: an observation from elsewhere
      if (place != null && trial.isCompleted() && trial.loss() < loss) {
        loss = trial.loss();
        best = place;
      }
    }
  }

  // @end

  // @start region=provider
  /** Found by the service loader under the name {@code hill}. */
  public static final class HillProvider implements OptimizerProvider {
    static final Option<Double> STEP =
        Option.real("step", 1e-6, 1, "how far to go, as a share of each range").withDefault(0.1);

    @Override
    public String name() {
      return "hill";
    }

    @Override
    public String description() {
      return "Draws around the best treatment so far";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(STEP);
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.all()
          .without(Capability.OBJECTIVES, Capability.HARD_CONSTRAINTS, Capability.EXHAUSTIVE)
          .upTo(100);
    }

    @Override
    public Optimizer create(OptimizerSetting setting) {
      capabilities()
          .lacking(setting)
          .ifPresent(why -> {
            throw new IllegalArgumentException("optimizer 'hill': " + why);
          });
      return new Hill(setting);
    }
  }

  // @end

  // @start region=choice
  /** The typed options of {@code hill}: {@code new HillOptions(0.2)} is what a study takes. */
  record HillOptions(double step) implements OptimizerChoice {
    @Override
    public OptimizerProvider provider() {
      return new HillProvider();
    }

    @Override
    public Map<String, Object> chosen() {
      return Map.of("step", step);
    }
  }

  // @end

  private static final RealParameter X = Parameter.real("x", -5, 5);
  private static final SearchSpace SPACE = SearchSpace.of(X);
  private static final Problem PROBLEM = Problem.of(SPACE, Objective.minimize("loss"));

  @Test
  void optimizer_isAskedAndTold() {
    // @start region=setting
    OptimizerProvider provider = new HillProvider();
    OptimizerSetting setting =
        OptimizerSetting.of(PROBLEM, 42) // the seed of all its randomness
            .withTrials(100)
            .withOptions(provider, Map.of("step", "0.2")); // as text, or as a number
    Optimizer optimizer = provider.create(setting);
    // @end
    double best = Double.POSITIVE_INFINITY;
    for (int number = 0; number < 100; number++) {
      // @start region=ask-and-tell
      Treatment treatment = optimizer.ask(1).getFirst();
      double x = treatment.get(X);
      Trial trial =
          Trial.of(number, treatment, PROBLEM)
              .samples("loss", Samples.of((x - 1) * (x - 1)))
              .completed();
      optimizer.tell(trial);
      // @end
      best = Math.min(best, trial.loss());
    }
    assertThat(best).isLessThan(1e-2);
  }

  @Test
  void options_areCheckedByName() {
    // @start region=options
    Options options =
        Options.of("optimizer 'hill'", List.of(HillProvider.STEP), Map.of("step", 0.5));
    double step = options.get(HillProvider.STEP);
    // @end
    assertThat(step).isEqualTo(0.5);
    assertThatThrownBy(
            () -> Options.of("optimizer 'hill'", List.of(HillProvider.STEP), Map.of("stepp", 1)))
        .hasMessageContaining("did you mean 'step'?");
    assertThat(new HillOptions(0.2).chosen()).containsEntry("step", 0.2);
  }

  @Test
  void capabilities_sayWhatIsLacking() {
    // @start region=lacking
    SearchSpace kernels = SearchSpace.of(Parameter.choice("kernel", "linear", "rbf"));
    OptimizerSetting setting =
        OptimizerSetting.of(Problem.of(kernels, Objective.minimize("loss")), 42);
    String why = Capabilities.all().without(Capability.CHOICES).lacking(setting).orElseThrow();
    // parameter 'kernel' is a choice, and it searches numbers only
    // @end
    assertThat(why).isEqualTo("parameter 'kernel' is a choice, and it searches numbers only");
  }

  @Test
  void capabilities_mustCoverTheSetting() {
    Objective loss = Objective.minimize("loss");
    OptimizerSetting two =
        OptimizerSetting.of(Problem.of(SPACE, loss, Objective.maximize("gain")), 42);
    SearchSpace wide =
        SearchSpace.of(
            IntStream.range(0, 101).mapToObj(i -> Parameter.integer("n" + i, 0, 9)).toList());
    Capabilities some = new HillProvider().capabilities();

    assertThat(some.lacking(two)).contains("it searches for one objective, and the study has 2");
    assertThat(some.lacking(OptimizerSetting.of(Problem.of(wide, loss), 42)))
        .contains("it searches at most 100 parameters, and the space has 101");
    assertThat(some.without(Capability.CONTINUUM).lacking(OptimizerSetting.of(PROBLEM, 42)))
        .contains("parameter 'x' has a continuum of values; give it a step");
    assertThat(Capabilities.all().lacking(two)).isEmpty();
    assertThat(some.toString())
        .isEqualTo("continuum, choices, conditions, learning; up to 100 parameters");
    assertThat(some.has(Capability.OBJECTIVES)).isFalse();
    assertThatThrownBy(() -> some.upTo(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("capabilities: dimensions: expected >= 1, got 0");
  }

  // @start region=pruner
  /** Stops what is worse than the best that was told before it began, by a margin. */
  static final class Margin implements Pruner {
    private final Objective objective;
    private final double margin;
    private double best = Double.POSITIVE_INFINITY;

    Margin(PrunerSetting setting) {
      objective = setting.objectives().getFirst();
      margin = setting.options().get(MarginProvider.MARGIN);
    }

    @Override
    public Judge begin(int trial) {
      double limit = best + margin; // what is told later makes no difference
      return report -> objective.loss(report.values()[0]) > limit;
    }

    @Override
    public void tell(Trial trial) {
      for (Report report : trial.reports()) {
        best = Math.min(best, objective.loss(report.values()[0]));
      }
    }
  }

  // @end

  // @start region=pruner-provider
  /** Found by the service loader under the name {@code margin}. */
  public static final class MarginProvider implements PrunerProvider {
    static final Option<Double> MARGIN =
        Option.real("margin", 0, 1e9, "how much worse than the best may go on").withDefault(1.0);

    @Override
    public String name() {
      return "margin";
    }

    @Override
    public String description() {
      return "Stops what is worse than the best by a margin";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(MARGIN);
    }

    @Override
    public Pruner create(PrunerSetting setting) {
      return new Margin(setting);
    }
  }

  // @end

  // @start region=pruner-choice
  /** The typed options of {@code margin}. */
  record MarginOptions(double margin) implements PrunerChoice {
    @Override
    public PrunerProvider provider() {
      return new MarginProvider();
    }

    @Override
    public Map<String, Object> chosen() {
      return Map.of("margin", margin);
    }
  }

  // @end

  @Test
  void pruner_judgesByWhatItKnew() {
    PrunerChoice choice = new MarginOptions(0.5);
    // @start region=pruner-setting
    PrunerProvider provider = choice.provider();
    PrunerSetting setting =
        PrunerSetting.of(PROBLEM, 42) // the seed of all its randomness
            .withReplicates(3)
            .withOptions(provider, choice.chosen());
    Pruner pruner = provider.create(setting);
    Pruner.Judge judge = pruner.begin(0);
    boolean stop = judge.prunes(new Report(0, 1, 7.5)); // nothing is known yet
    // @end
    assertThat(stop).isFalse();
  }
}
