package dev.beryl.quality.racing;

import dev.beryl.race.Entrant;
import dev.beryl.race.FinalRace;
import dev.beryl.race.RaceSetting;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.study.Interval;
import dev.beryl.study.Verdict;
import dev.beryl.study.Verdict.Difference;
import dev.beryl.trial.Objective;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What happened in many races of the same kind. The first finalist is the best one, or one of them.
 *
 * @param races the number of races
 * @param lost the number in which the best finalist was thrown out
 * @param returned the number in which it was the result
 * @param replicates in all races together
 * @param left finalists that were not ruled out, in all races together
 * @param uncovered the number in which the interval of some difference to the result, of whatever
 *     finalist, does not contain the true one
 * @param valueUncovered the number in which the interval of the result's value does not contain the
 *     true one
 */
public record SimulatedRaces(
    int races,
    int lost,
    int returned,
    long replicates,
    long left,
    int uncovered,
    int valueUncovered) {
  private static final double OF_EACH = Math.sqrt(0.5); // common and own, so differences have 1
  private static final double ROUNDING = 1e-9;

  /**
   * A kind of race.
   *
   * @param noise of a finalist's own part of a block's value; the common part is normal
   * @param gaps how much worse than the best each finalist is, in deviations of a difference; the
   *     first is 0
   * @param maxBlocks the largest number of blocks
   * @param indifference a difference that does not matter; 0: none
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Design(RaceNoise noise, double[] gaps, int maxBlocks, double indifference) {}

  /** Finalists of which all but the first are worse by the same gap. */
  public static double[] behind(int finalists, double gap) {
    return IntStream.range(0, finalists).mapToDouble(i -> i == 0 ? 0 : gap).toArray();
  }

  /** Runs races with a promise of 95 %. */
  public static SimulatedRaces run(Design design, int races, int seed) {
    int lost = 0;
    int returned = 0;
    long replicates = 0;
    long left = 0;
    int uncovered = 0;
    int valueUncovered = 0;
    for (int race = 0; race < races; race++) {
      Verdict verdict = verdict(design, new PhiloxRandom(seed, race));
      int best = verdict.best();
      returned += best == 0 ? 1 : 0;
      for (Verdict.Finalist finalist : verdict.finalists()) {
        replicates += finalist.replicates();
      }
      left += verdict.survivors().size();
      lost += verdict.survivors().contains(verdict.finalists().getFirst()) ? 0 : 1;
      uncovered += coversAllDifferences(verdict, design.gaps()) ? 0 : 1;
      valueUncovered += covers(verdict.first().interval(), design.gaps()[best]) ? 0 : 1;
    }
    return new SimulatedRaces(races, lost, returned, replicates, left, uncovered, valueUncovered);
  }

  private static Verdict verdict(Design design, PhiloxRandom random) {
    double[] gaps = design.gaps();
    var setting =
        new RaceSetting(
            List.of(Objective.minimize("loss")),
            List.of(),
            0.95,
            design.indifference(),
            design.maxBlocks(),
            0,
            null,
            false,
            0);
    List<Entrant> entrants = IntStream.range(0, gaps.length).mapToObj(Entrant::of).toList();
    var race = new FinalRace(setting, entrants, OptionalInt.empty());
    while (!race.isOver()) {
      int block = race.blocks();
      List<Integer> running = race.running();
      random.seek(block, 0);
      double common = OF_EACH * random.nextGaussian();
      double[] values = new double[running.size()];
      for (int i = 0; i < values.length; i++) {
        int finalist = running.get(i);
        random.seek(block, finalist + 1L);
        values[i] = gaps[finalist] + common + OF_EACH * design.noise().draw(random);
      }
      race.tell(block, values);
    }
    return race.statement().orElseThrow();
  }

  private static boolean coversAllDifferences(Verdict verdict, double[] gaps) {
    List<Difference> differences = verdict.first().differences();
    return IntStream.range(0, gaps.length)
        .allMatch(i -> covers(differences.get(i).interval(), gaps[i] - gaps[verdict.best()]));
  }

  private static boolean covers(Interval interval, double value) {
    return interval.low() - ROUNDING <= value && value <= interval.high() + ROUNDING;
  }

  /** The most of all races in which something of probability 5 % may happen by chance. */
  public static double allowance(int races) {
    return 0.05 * races + 3 * Math.sqrt(0.05 * 0.95 * races);
  }

  /** Whether the three promises were kept in all but 5 % of the races, up to chance. */
  public boolean isAsPromised() {
    return Math.max(lost, Math.max(uncovered, valueUncovered)) <= allowance(races);
  }
}
