package dev.beryl.optimizers.pruning;

import java.util.Optional;

/** At which steps curves are compared, as soon as the last step is known. */
public sealed interface JudgedSteps {

  /** The places of comparison for curves that usually end at a step. */
  Places until(long last);

  /** A part of the steps, rounded up. */
  private static long part(long last, double share) {
    return Math.max(1, (long) Math.ceil(last * share));
  }

  /**
   * All steps after a warm-up.
   *
   * @param warmup the first step that is judged; a third of the last one if not given
   * @param interval only the first report in each interval of so many steps is judged
   */
  record After(Optional<Long> warmup, long interval) implements JudgedSteps {
    @Override
    public Places until(long last) {
      return new AllSteps(warmup.orElse(part(last, 1.0 / 3)), last, interval);
    }
  }

  /**
   * One rung, at a share of the last step.
   *
   * @param curveShare the share of trials that are judged there, among themselves
   */
  record AtShare(double share, double curveShare) implements JudgedSteps {
    @Override
    public Places until(long last) {
      Rungs rung = Rungs.at(part(last, share), last);
      return new Brackets(
          new Rungs[] {rung, Rungs.NONE}, new double[] {curveShare, 1 - curveShare});
    }
  }

  /**
   * The ladder of the paper on ASHA.
   *
   * @param min r in the paper
   * @param factor eta in the paper
   * @param leftOut how many of the first rungs are left out, s in the paper
   */
  record Ladder(long min, int factor, int leftOut) implements JudgedSteps {
    @Override
    public Places until(long last) {
      Rungs rungs = Rungs.powers(min, factor, leftOut, last);
      return new Brackets(new Rungs[] {rungs}, new double[] {1});
    }
  }

  /**
   * The brackets of the paper on Hyperband. Bracket s has rungs at R / eta^s, R / eta^(s - 1), …
   * below R, and as many trials start in it as in the paper, on average.
   *
   * @param min r in the paper
   * @param factor eta in the paper
   */
  record PaperBrackets(long min, int factor) implements JudgedSteps {
    @Override
    public Places until(long last) {
      int most = 0;
      for (long step = min; step <= last / factor; step *= factor) {
        most++;
      }
      var brackets = new Rungs[most + 1];
      double[] weights = new double[most + 1];
      double power = 1;
      for (int s = 0; s <= most; s++) {
        brackets[s] = Rungs.fractions(last, factor, s);
        weights[s] = Math.ceil((most + 1) * power / (s + 1));
        power *= factor;
      }
      return new Brackets(brackets, weights);
    }
  }
}
