package dev.beryl.quality;

import dev.beryl.Context;
import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.Racing;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * How busy slots are where replicates take unequal time: studies with racing whose replicates sleep
 * for log-normal durations, by the number in flight, with replicates that run ahead and without.
 */
final class SlotsSuite {
  private static final double MEDIAN_MILLIS = 10;
  private static final double[] SIGMAS = {0.5, 1, 1.5};
  private static final int[] WINDOWS = {1, 2, 4, 8}; // in flight, for each slot
  private static final RealParameter X = Parameter.real("x", 0, 1);

  private final int slots;
  private final int budget;
  private final int seed;

  /**
   * One study.
   *
   * @param busy the share of the slots' time in which a replicate ran
   * @param of the seconds of the study
   */
  private record Use(StudyResult result, double busy, double of) {}

  private SlotsSuite(Arguments given) {
    this.slots = given.number("parallelism", 64);
    this.budget = given.number("budget", 3000);
    this.seed = given.number("seed", 1);
  }

  static String report(Arguments given) {
    var suite = new SlotsSuite(given);
    var table =
        new MarkdownTable(
            List.of(
                "sigma",
                "in flight",
                "busy",
                "busy with what runs ahead",
                "time with it / without",
                "same bits"));
    for (double sigma : SIGMAS) {
      for (int window : WINDOWS) {
        suite.row(table, sigma, window);
      }
    }
    return "%s slots, %s replicates of %s ms in the median\n\n"
            .formatted(suite.slots, suite.budget, MEDIAN_MILLIS)
        + table;
  }

  private void row(MarkdownTable table, double sigma, int window) {
    Study study =
        Study.of(SearchSpace.of(X), Objective.minimize("loss"))
            .optimizer("random")
            .racing(Racing.of(1, 30))
            .budget(budget)
            .parallelism(window * slots)
            .threads(slots)
            .seed(seed);
    Use plain = use(study.startReplicatesWhenNeeded(), sigma);
    Use ahead = use(study, sigma);
    table.row(
        List.of(
            sigma,
            "%s x slots".formatted(window),
            percent(plain.busy()),
            percent(ahead.busy()),
            String.format(Locale.ROOT, "%.2f", ahead.of() / plain.of()),
            ahead.result().digest().equals(plain.result().digest()) ? "yes" : "NO"));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private Use use(Study study, double sigma) {
    var slept = new LongAdder();
    long start = System.nanoTime();
    StudyResult result =
        Experiment.measuring("loss", ctx -> measured(ctx, sigma, slept)).optimize(study);
    double nanos = System.nanoTime() - start;
    return new Use(result, slept.sum() / nanos / slots, nanos / 1e9);
  }

  private static double measured(Context ctx, double sigma, LongAdder slept)
      throws InterruptedException {
    double x = ctx.get(X);
    var own = new PhiloxRandom(ctx.seed() ^ Double.doubleToLongBits(x), 1);
    double millis = MEDIAN_MILLIS * Math.exp(sigma * own.nextGaussian());
    long start = System.nanoTime();
    try {
      Thread.sleep((long) millis, (int) (millis % 1 * 1_000_000));
    } finally {
      slept.add(System.nanoTime() - start);
    }
    return (x - 0.3) * (x - 0.3) + 0.1 * own.nextGaussian();
  }
}
