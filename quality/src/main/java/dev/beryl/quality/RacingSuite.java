package dev.beryl.quality;

import dev.beryl.quality.racing.Crossings;
import dev.beryl.quality.racing.RaceNoise;
import dev.beryl.quality.racing.SimulatedRaces;
import dev.beryl.quality.racing.SimulatedRaces.Design;
import java.util.List;
import java.util.Locale;

/** Whether races keep their promises, and what they cost. */
final class RacingSuite {
  private static final int[] BLOCKS = {10, 20, 30, 60, 100};
  private static final double[] ERRORS = {0.1, 0.05, 0.025, 0.0125, 0.005};
  private static final double[] LADDER = {0, 0.5, 1, 1.5, 2};

  private final int races;
  private final int seed;
  private boolean kept = true;

  private RacingSuite(Arguments given) {
    this.races = given.number("instances", 2000);
    this.seed = given.number("seed", 1);
  }

  /** Prints tables; false if a promise was broken beyond chance. */
  static boolean run(Arguments given) {
    var suite = new RacingSuite(given);
    System.out.println(suite.thresholds());
    System.out.println(suite.races());
    System.out.println(
        suite.kept ? "All promises are kept, up to chance." : "A promise is BROKEN.");
    return suite.kept;
  }

  private String thresholds() {
    int paths = 10 * races;
    var table = new MarkdownTable(List.of("blocks", "promised", "crossed upwards", ""));
    for (int blocks : BLOCKS) {
      for (double error : ERRORS) {
        Crossings crossings = Crossings.run(blocks, error, paths, seed);
        table.row(List.of(blocks, error, crossings.share(), judged(crossings.isAsPromised(error))));
      }
    }
    return "Thresholds: %s pairs of equal treatments, normal differences\n\n".formatted(paths)
        + table;
  }

  private String races() {
    var table =
        new MarkdownTable(
            List.of(
                "noise",
                "finalists",
                "others worse by",
                "best lost",
                "best returned",
                "replicates",
                "left",
                "differences not covered",
                "value not covered",
                ""));
    for (RaceNoise noise : RaceNoise.values()) {
      for (int finalists : new int[] {2, 5, 10}) {
        for (double gap : new double[] {0, 0.25, 0.5, 1}) {
          row(table, noise, SimulatedRaces.behind(finalists, gap), Double.toString(gap), 0);
        }
      }
      row(table, noise, LADDER, "0.5, 1, 1.5, 2", 0);
      row(table, noise, SimulatedRaces.behind(5, 0.5), "0.5, which does not matter", 0.5);
    }
    return "%s races each, of at most 60 blocks, with a promise of 95 %%; in %% of the races, at most"
            .formatted(races)
        + " %s by chance\n\n".formatted(percent(SimulatedRaces.allowance(races)))
        + table;
  }

  private void row(
      MarkdownTable table, RaceNoise noise, double[] gaps, String worse, double indifference) {
    var simulated = SimulatedRaces.run(new Design(noise, gaps, 60, indifference), races, seed);
    boolean promised = indifference == 0;
    table.row(
        List.of(
            noise.name().toLowerCase(Locale.ROOT),
            gaps.length,
            worse,
            percent(simulated.lost()),
            percent(simulated.returned()),
            String.format(Locale.ROOT, "%.1f", (double) simulated.replicates() / races),
            String.format(Locale.ROOT, "%.2f", (double) simulated.left() / races),
            percent(simulated.uncovered()),
            percent(simulated.valueUncovered()),
            promised ? judged(simulated.isAsPromised()) : ""));
  }

  private String percent(double count) {
    return String.format(Locale.ROOT, "%.2f", 100 * count / races);
  }

  private String judged(boolean asPromised) {
    kept &= asPromised;
    return asPromised ? "" : "**broken**";
  }
}
