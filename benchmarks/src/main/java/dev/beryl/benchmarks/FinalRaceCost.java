package dev.beryl.benchmarks;

import dev.beryl.race.Entrant;
import dev.beryl.race.FinalRace;
import dev.beryl.race.RaceSetting;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Objective;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does a race of finalists cost beside its replicates? Five finalists that are equally good
 * run all of a hundred blocks, so that all ten pairs are compared after each; with and without the
 * statement in the end. Beside the sums of the pairs' differences and of their squares, by hand.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=FinalRaceCost}
 */
public class FinalRaceCost extends BerylBenchmark {
  private static final int FINALISTS = 5;
  private static final int BLOCKS = 100;

  private final RaceSetting setting =
      new RaceSetting(
          List.of(Objective.minimize("loss")), List.of(), 0.95, 0, BLOCKS, 0, null, false, 0);
  private final List<Entrant> entrants =
      IntStream.range(0, FINALISTS).mapToObj(Entrant::of).toList();
  private double[][] values;

  /** Made by JMH. */
  public FinalRaceCost() {}

  /** Draws values with which no finalist is thrown out. */
  @Setup
  public void prepare() {
    long seed = 1;
    do {
      values = draw(seed++);
    } while (race().survivors().size() < FINALISTS);
  }

  private static double[][] draw(long seed) {
    var random = new SplittableRandom(seed);
    double[][] drawn = new double[BLOCKS][FINALISTS];
    for (double[] block : drawn) {
      double common = random.nextGaussian();
      for (int i = 0; i < FINALISTS; i++) {
        block[i] = common + random.nextGaussian();
      }
    }
    return drawn;
  }

  /** {@return a race of all blocks} */
  @Benchmark
  public FinalRace race() {
    var race = new FinalRace(setting, entrants, OptionalInt.empty());
    for (int block = 0; !race.isOver(); block++) {
      race.tell(block, values[block]);
    }
    return race;
  }

  /** {@return the verdict of such a race} */
  @Benchmark
  public Verdict raceAndVerdict() {
    return race().statement().orElseThrow();
  }

  /** {@return the floor: the sums of differences and of their squares, of each pair} */
  @Benchmark
  @Floor
  public double[][] sumsByHand() {
    double[][] sums = new double[FINALISTS * FINALISTS][2];
    for (double[] block : values) {
      for (int i = 0; i < FINALISTS; i++) {
        for (int j = i + 1; j < FINALISTS; j++) {
          double difference = block[i] - block[j];
          sums[i * FINALISTS + j][0] += difference;
          sums[i * FINALISTS + j][1] += difference * difference;
        }
      }
    }
    return sums;
  }
}
