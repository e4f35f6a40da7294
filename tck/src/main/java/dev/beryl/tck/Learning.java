package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Capability;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import java.util.function.Predicate;

/**
 * Rule 14, and rule 4 for what is learned: thirty studies of a hundred trials on a {@link
 * SmoothFunction} of five parameters, each with another center, against as many uniform draws. An
 * optimizer that is no better than random wins 22 or more of 30 with probability 0.008; one that
 * wins nine in ten wins fewer than 22 with probability 0.002.
 */
final class Learning {
  static final int STUDIES = 30;
  static final int ENOUGH = 22;
  private static final int TRIALS = 100;
  private static final int DIMENSION = 5;
  private static final long STREAM = 0x42455354; // BEST

  private Learning() {}

  /** The space for it: of reals, or of integers if a continuum is declined. */
  static GallerySpace space(OptimizerProvider provider) {
    return provider.capabilities().has(Capability.CONTINUUM)
        ? new GallerySpace("5 reals", SpaceGallery.reals(DIMENSION))
        : new GallerySpace("5 integers", SpaceGallery.integers(DIMENSION));
  }

  /**
   * Better than random.
   *
   * @param pending how many trials are pending at once, told in a random order
   * @param replicates of each trial
   */
  static void beatsRandom(OptimizerCase test, int pending, int replicates) {
    test.assume(Capability.LEARNING);
    int wins = wins(test, one -> best(one, pending, replicates) < randomBest(one));
    test.require(
        wins >= ENOUGH,
        -1,
        "with %s pending (replicates: %s) it found a smaller loss than random search in %s of %s studies of %s"
            + " trials; at least %s are expected",
        pending,
        replicates,
        wins,
        STUDIES,
        TRIALS,
        ENOUGH);
  }

  /** How many of the studies are won. None is run any more once they are enough. */
  static int wins(OptimizerCase test, Predicate<OptimizerCase> won) {
    int wins = 0;
    for (int study = 0; study < STUDIES && wins < ENOUGH; study++) {
      if (won.test(test.with(test.seed() * 1000 + study))) {
        wins++;
      }
    }
    return wins;
  }

  private static double best(OptimizerCase test, int most, int replicates) {
    OptimizerSetting setting = test.setting(TRIALS, most).withReplicates(replicates);
    var rehearsal = new Rehearsal(test, setting);
    var random = new PhiloxRandom(test.seed(), STREAM);
    rehearsal.pending(TRIALS, most, 1, size -> size - 1, random::nextInt);
    return rehearsal.proposals().stream()
        .mapToDouble(treatment -> rehearsal.function().loss(treatment, 0))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static double randomBest(OptimizerCase test) {
    SearchSpace space = test.space();
    var function = new SmoothFunction(space, test.seed());
    var random = new PhiloxRandom(test.seed(), STREAM + 1);
    double[] unit = new double[space.dimension()];
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < TRIALS; i++) {
      random.nextDoubles(unit, 0, unit.length);
      best = Math.min(best, function.loss(space.fromUnit(unit), 0));
    }
    return best;
  }
}
