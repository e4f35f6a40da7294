package dev.beryl;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Pruners for tests, in the form in which a study takes them. */
public final class TestPruners {
  private TestPruners() {}

  /** Whatever the function makes of the setting, under the name {@code test}. */
  public static PrunerChoice of(Function<PrunerSetting, Pruner> make) {
    return new Choice(new Provider(make));
  }

  /**
   * Prunes a replicate whose value is well above the mean of those told before at the same step.
   */
  public static PrunerChoice aboveTheMean() {
    return of(setting -> new AboveTheMean());
  }

  private static final class AboveTheMean implements Pruner {
    private static final int STEPS = 3;

    private final double[] sums = new double[STEPS];
    private int counted;

    @Override
    public Judge begin(int trial) {
      int known = counted;
      double[] limits = new double[STEPS];
      for (int step = 0; step < STEPS; step++) {
        limits[step] = 1.2 * sums[step] / known;
      }
      return report -> known >= 5 && report.values()[0] > limits[(int) report.step()];
    }

    @Override
    public void tell(Trial trial) {
      List<Report> reports = trial.reports();
      if (reports.size() >= STEPS) {
        for (int step = 0; step < STEPS; step++) {
          sums[step] += reports.get(step).values()[0];
        }
        counted++;
      }
    }
  }

  /** The same, and after 1, 3 and 9 replicates a trial whose mean is above that of those told. */
  public static PrunerChoice inRounds() {
    return of(setting -> new InRounds(setting.objectives().getFirst(), true));
  }

  /** After 1, 3 and 9 replicates a trial whose mean is above that of those told. */
  public static PrunerChoice roundsAlone() {
    return of(setting -> new InRounds(setting.objectives().getFirst(), false));
  }

  private static final class InRounds implements Pruner {
    private static final int[] ROUNDS = {1, 3, 9};

    private final Objective objective;
    private final boolean judgesCurves;
    private final AboveTheMean curves = new AboveTheMean();
    private final double[] sums = new double[10];
    private final int[] counted = new int[10];

    InRounds(Objective objective, boolean judgesCurves) {
      this.objective = objective;
      this.judgesCurves = judgesCurves;
    }

    @Override
    public int[] rounds() {
      return ROUNDS.clone();
    }

    @Override
    public Judge begin(int trial) {
      Judge curve = curves.begin(trial);
      double[] means = new double[sums.length];
      for (int n : ROUNDS) {
        means[n] = counted[n] < 5 ? Double.POSITIVE_INFINITY : sums[n] / counted[n];
      }
      return new Judge() {
        @Override
        public boolean prunes(Report report) {
          return judgesCurves && curve.prunes(report);
        }

        @Override
        public boolean prunesAfter(int replicates, double... values) {
          return objective.loss(values[0]) > means[replicates];
        }
      };
    }

    @Override
    public void tell(Trial trial) {
      curves.tell(trial);
      for (int n : ROUNDS) {
        if (trial.replicates() >= n && trial.metrics().contains(objective.metric())) {
          note(n, trial.samples(objective.metric()));
        }
      }
    }

    private void note(int replicates, Samples samples) {
      double sum = 0;
      for (int r = 0; r < replicates; r++) {
        sum += samples.size(r) > 0 ? samples.get(r, 0) : Double.NaN;
      }
      if (Double.isFinite(sum)) {
        sums[replicates] += objective.loss(sum / replicates);
        counted[replicates]++;
      }
    }
  }

  private record Provider(Function<PrunerSetting, Pruner> make) implements PrunerProvider {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public String description() {
      return "What a test needs.";
    }

    @Override
    public Pruner create(PrunerSetting setting) {
      return make.apply(setting);
    }
  }

  private record Choice(PrunerProvider provider) implements PrunerChoice {
    @Override
    public Map<String, Object> chosen() {
      return Map.of();
    }
  }
}
