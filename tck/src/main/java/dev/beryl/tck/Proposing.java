package dev.beryl.tck;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Capability;
import dev.beryl.spi.OptimizerSetting;
import java.util.HashSet;
import java.util.List;

/** Rules 1 to 3: what an optimizer proposes, how many, and when nothing. */
final class Proposing {
  private static final int MANY_PARAMETERS = 50;
  private static final int[] SIZES = {1, 2, 3, 7, 100, 1000};
  private static final int MOST_PENDING = 100;
  private static final int MOST_TRIALS = 100;

  private Proposing() {}

  /** Rule 1. */
  static void inside(OptimizerCase test) {
    int trials = test.space().dimension() > MANY_PARAMETERS ? 30 : 60;
    var rehearsal = new Rehearsal(test, test.setting(trials, 1));
    rehearsal.recommend();
    rehearsal.oneByOne(trials / 2).recommend();
    rehearsal.oneByOne(trials).recommend();
  }

  /** Rule 2, with a budget and without. */
  static void sizes(OptimizerCase test) {
    for (OptimizerSetting setting :
        List.of(test.setting(2000, 1000), test.open().withParallelism(1000))) {
      var rehearsal = new Rehearsal(test, setting);
      for (int size : SIZES) {
        rehearsal.ask(size);
        while (rehearsal.pending().size() > 5) {
          rehearsal.tell(rehearsal.pending().getLast());
        }
      }
    }
  }

  /** Rule 2, for the largest number there is. */
  static void largestSize(OptimizerCase test) {
    var rehearsal = new Rehearsal(test, test.open().withParallelism(1000));
    int proposed = rehearsal.ask(Integer.MAX_VALUE).size();
    for (int i = 0; i < Math.min(proposed, 10); i++) {
      rehearsal.tell(rehearsal.pending().getLast());
    }
    rehearsal.ask(2);
  }

  /** Rule 3, while trials are pending and afterwards. */
  static void emptyIsFinal(OptimizerCase test) {
    var rehearsal = new Rehearsal(test, test.setting(1000, MOST_PENDING));
    while (rehearsal.pending().size() < MOST_PENDING && !rehearsal.ask(1).isEmpty()) {}
    if (rehearsal.pending().size() < MOST_PENDING) {
      requireNothing(test, rehearsal, "no tell came in between");
    }
    while (!rehearsal.pending().isEmpty()) {
      rehearsal.tell(rehearsal.pending().getFirst());
    }
    if (rehearsal.ask(1).isEmpty()) {
      requireNothing(test, rehearsal, "nothing was pending");
    }
  }

  private static void requireNothing(OptimizerCase test, Rehearsal rehearsal, String why) {
    for (int size : new int[] {1, 5, 1}) {
      int next = rehearsal.proposals().size();
      List<Treatment> answer = rehearsal.ask(size);
      test.require(
          answer.isEmpty(),
          next,
          "ask(%s) returned %s after an empty answer, although %s",
          size,
          answer,
          why);
    }
  }

  /** Rule 3, in a space with few treatments. */
  static void exhaustion(OptimizerCase test) {
    SearchSpace space = test.space();
    List<Treatment> all = space.enumerate().toList();
    long allowed = all.stream().filter(treatment -> space.violated(treatment).isEmpty()).count();
    var rehearsal = new Rehearsal(test, test.setting(1000, 1));
    if (!test.has(Capability.EXHAUSTIVE)) {
      rehearsal.oneByOne(Math.min(3 * all.size(), MOST_TRIALS));
      return;
    }
    rehearsal.oneByOne(all.size() + 1);
    var distinct = new HashSet<String>();
    List<Treatment> proposals = rehearsal.proposals();
    int found = 0;
    for (int i = 0; i < proposals.size(); i++) {
      Treatment proposal = proposals.get(i);
      test.require(
          distinct.add(Comparing.coordinates(space, proposal)),
          i,
          "%s was proposed again; the capability EXHAUSTIVE means that none is",
          proposal);
      found += space.violated(proposal).isEmpty() ? 1 : 0;
    }
    test.require(
        found == allowed,
        proposals.size(),
        "the answer was empty after %s of the space's %s treatments; the capability EXHAUSTIVE"
            + " means that all are proposed",
        found,
        allowed);
    requireNothing(test, rehearsal, "nothing was pending");
  }
}
