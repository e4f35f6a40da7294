package dev.beryl;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Pruners for tests, in the form in which a study takes them. */
final class TestPruners {
  private TestPruners() {}

  /** Whatever the function makes of the setting, under the name {@code test}. */
  static PrunerChoice of(Function<PrunerSetting, Pruner> make) {
    return new Factory(new Provider(make));
  }

  /**
   * Prunes a replicate whose value is well above the mean of those told before at the same step.
   */
  static PrunerChoice aboveTheMean() {
    return of(setting -> new AboveTheMean());
  }

  private static final class AboveTheMean implements Pruner {
    private static final int STEPS = 3;

    private final double[] sums = new double[STEPS];
    private int counted;

    @Override
    public Judge begin(int trial, int replicate) {
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

  private record Factory(PrunerProvider provider) implements PrunerChoice {
    @Override
    public Map<String, Object> chosen() {
      return Map.of();
    }
  }
}
