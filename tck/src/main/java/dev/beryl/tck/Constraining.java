package dev.beryl.tck;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Capability;
import java.util.List;

/** Rule 10: hard constraints. */
final class Constraining {
  private static final int TRIALS = 100;
  private static final int MOST_CALLS = 10_000_000;

  private Constraining() {}

  /**
   * Few proposals are rejected: at most a quarter of what the share of the cube that violates would
   * give by chance.
   */
  static void avoids(OptimizerCase test, double violatingShare) {
    test.assume(Capability.HARD_CONSTRAINTS);
    List<Treatment> proposals =
        new Rehearsal(test, test.setting(TRIALS, 1)).oneByOne(TRIALS).proposals();
    long rejected =
        proposals.stream()
            .filter(treatment -> test.space().violated(treatment).isPresent())
            .count();
    double most = violatingShare * proposals.size() / 4;
    test.require(
        rejected <= most,
        proposals.size(),
        "%s of %s proposals violate a constraint; chance alone gives about %s, and at most %s are"
            + " allowed where the capability HARD_CONSTRAINTS is declared",
        rejected,
        proposals.size(),
        Math.round(violatingShare * proposals.size()),
        (int) most);
  }

  /** Where nothing is allowed, an optimizer gives up: it proposes what violates, or nothing. */
  static void givesUp(OptimizerCase test) {
    SearchSpace open = SearchSpace.of(test.space().parameters());
    var calls = new int[1];
    // Satisfied in the end, so that a search without a bound comes back and can be reported.
    SearchSpace closed = open.subjectTo("never", _ -> ++calls[0] >= MOST_CALLS);
    var impossible = test.in(new GallerySpace(test.named().name(), closed));
    new Rehearsal(impossible, impossible.setting(20, 1)).oneByOne(20);
    impossible.require(
        calls[0] < MOST_CALLS, -1, "the constraint was called %s times in one study", MOST_CALLS);
  }
}
