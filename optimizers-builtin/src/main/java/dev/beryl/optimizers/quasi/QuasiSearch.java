package dev.beryl.optimizers.quasi;

import dev.beryl.optimizers.design.Design;
import dev.beryl.optimizers.design.DesignOptimizer;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;

/** What the quasi-random searches have in common: all but their sequence. */
final class QuasiSearch {
  private static final long SEQUENCE = 0;
  private static final long ORDER = 1;

  private QuasiSearch() {}

  /** Makes a sequence for a setting. */
  @FunctionalInterface
  interface Sequencer {
    PointSequence sequence(OptimizerSetting setting, long seed);
  }

  /**
   * Makes an optimizer that proposes the points of a sequence.
   *
   * @param size after how many points the sequence begins again
   */
  static Optimizer optimizer(OptimizerSetting setting, Sequencer sequencer, long size) {
    PointSequence sequence = sequencer.sequence(setting, setting.random(SEQUENCE).nextLong());
    return new DesignOptimizer(
        Design.of(
            setting.space(),
            sequence.candidates(setting.space(), size),
            setting.random(ORDER).nextLong()));
  }
}
