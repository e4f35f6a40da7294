package dev.beryl.tck;

import org.opentest4j.TestAbortedException;

/** Rule 11: what an ask and a tell cost as trials are told, and what is kept of them. */
final class Costing {
  private Costing() {}

  private static Rehearsal study(OptimizerCase test) {
    return new Rehearsal(test, test.setting(CostGrowth.TRIALS, 1));
  }

  /** Processor time and allocated bytes grow as stated. */
  static void growth(OptimizerCase test) {
    int proposed = study(test).oneByOne(CostGrowth.TRIALS).proposals().size();
    if (proposed < CostGrowth.TRIALS) {
      throw new TestAbortedException(
          "it has no more to propose after %s trials; growth is measured over %s"
              .formatted(proposed, CostGrowth.TRIALS));
    }
    CostGrowth.require(test, () -> study(test)::oneByOne);
  }

  /** What is kept is in proportion to the trials. */
  static void memory(OptimizerCase test) {
    CostGrowth.requireBoundedMemory(
        test, () -> study(test).oneByOne(CostGrowth.TRIALS).optimizer());
  }
}
