package dev.beryl;

import dev.beryl.journal.Durability;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Treatment;
import dev.beryl.study.Racing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** A study with racing that other processes kill; it says which replicates it runs. */
final class MortalRace {
  private static final Treatment TODAY =
      RacingTest.SPACE.bind(Treatment.of("today", Map.of("x", 0.9, "n", 3L)));

  private MortalRace() {}

  /** Noise around a bowl; says each replicate first, as {@code trial.replicate}. */
  static Experiment<Double> saying(Consumer<String> say) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          say.accept(ctx.trial() + "." + ctx.replicate());
          double x = ctx.get(RacingTest.X);
          return (x - 0.3) * (x - 0.3)
              + 0.1 * ctx.get(RacingTest.N)
              + 0.1 * new PhiloxRandom(ctx.seed() ^ Double.doubleToLongBits(x), 1).nextGaussian();
        });
  }

  static Study study(long seed) {
    return Study.of(RacingTest.SPACE, RacingTest.LOSS)
        .optimizer(RacingTest.CHAINED)
        .racing(Racing.of(1, 20).finalists(3))
        .budget(120)
        .baseline(TODAY)
        .parallelism(8)
        .threads(2)
        .seed(seed);
  }

  static Study study(long seed, Path journal) {
    return study(seed).journal(journal, Durability.grouped(Duration.ofMillis(2)));
  }

  /**
   * Runs it.
   *
   * @param arguments the seed, then the journal's path
   */
  public static void main(String[] arguments) {
    Study study = study(Long.parseLong(arguments[0]), Path.of(arguments[1]));
    System.out.println(saying(System.out::println).optimize(study).digest());
  }
}
