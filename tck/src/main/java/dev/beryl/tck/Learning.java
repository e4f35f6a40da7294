package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Capability;
import dev.beryl.spi.OptimizerSetting;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * Rule 14, and rule 4 for what is learned: thirty studies of a hundred trials on a {@link
 * Landscape} of five parameters, each with another center, against as many uniform draws. An
 * optimizer that is no better than random wins 22 or more of 30 with probability 0.008; one that
 * wins nine in ten wins fewer than 22 with probability 0.002.
 */
final class Learning {
  private static final int STUDIES = 30;
  private static final int ENOUGH = 22;
  private static final int TRIALS = 100;
  private static final int DIMENSION = 5;
  private static final long STREAM = 0x42455354; // BEST

  private Learning() {}

  /** The space for it: of reals, or of integers for who declines a continuum. */
  static GallerySpace space(Subject subject) {
    return subject.provider().capabilities().has(Capability.CONTINUUM)
        ? new GallerySpace("5 reals", SpaceGallery.reals(DIMENSION))
        : new GallerySpace("5 integers", SpaceGallery.integers(DIMENSION));
  }

  /**
   * Better than random.
   *
   * @param pending how many trials are pending at once, told in a random order
   */
  static void beatsRandom(Case test, int pending) {
    if (!test.subject().provider().capabilities().has(Capability.LEARNING)) {
      throw new TestAbortedException("declined by its capabilities: " + Capability.LEARNING);
    }
    int wins = 0;
    for (int study = 0; study < STUDIES; study++) {
      Case one = test.with(test.seed() * 1000 + study);
      if (best(one, pending) < randomBest(one)) {
        wins++;
      }
    }
    test.require(
        wins >= ENOUGH,
        -1,
        "with %s pending it found a smaller loss than random search in %s of %s studies of %s trials;"
            + " at least %s are expected",
        pending,
        wins,
        STUDIES,
        TRIALS,
        ENOUGH);
  }

  private static double best(Case test, int most) {
    OptimizerSetting setting = test.setting(TRIALS, most);
    var rehearsal = new Rehearsal(test, setting);
    var random = new PhiloxRandom(test.seed(), STREAM);
    List<Rehearsal.Pending> pending = rehearsal.pending();
    boolean more = true;
    while (more || !pending.isEmpty()) {
      more = rehearsal.proposals().size() < TRIALS && !rehearsal.ask(1).isEmpty();
      if (!pending.isEmpty() && (!more || pending.size() == most)) {
        rehearsal.tell(pending.get(random.nextInt(pending.size())));
        more = true;
      }
    }
    return rehearsal.proposals().stream()
        .mapToDouble(treatment -> rehearsal.landscape().loss(treatment, 0))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static double randomBest(Case test) {
    SearchSpace space = test.space();
    var landscape = new Landscape(space, test.seed());
    var random = new PhiloxRandom(test.seed(), STREAM + 1);
    double[] unit = new double[space.dimension()];
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < TRIALS; i++) {
      random.nextDoubles(unit, 0, unit.length);
      best = Math.min(best, landscape.loss(space.fromUnit(unit), 0));
    }
    return best;
  }
}
