package dev.beryl.optimizers.gp;

import dev.beryl.optimizers.quasi.ScrambledSobol;
import dev.beryl.random.Normal;
import dev.beryl.random.PhiloxRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The points that are compared for a proposal: those of a scrambled Sobol sequence, other ones for
 * each trial, and steps of four sizes from the best trials. Where hard constraints leave few of
 * them, more steps from trials that satisfied them.
 */
final class CandidatePoints {
  private static final double[] STEPS = {0.2, 0.05, 0.01, 0.002};
  private static final double KEPT = 0.4;
  private static final double REDRAWN = 0.2;
  private static final int FEW_SHARE = 8;
  private static final int MOST_ATTEMPTS = 2048;
  private static final double DECADES = 3;

  private final Inputs inputs;
  private final GpSettings settings;
  private final ScrambledSobol sequence;
  private final PhiloxRandom random;
  private final double[] unit;

  CandidatePoints(Inputs inputs, GpSettings settings, long seed, PhiloxRandom random) {
    this.inputs = inputs;
    this.settings = settings;
    this.sequence = new ScrambledSobol(Math.max(1, inputs.size()), seed);
    this.random = random;
    this.unit = new double[Math.max(1, inputs.size())];
  }

  /**
   * The points for a trial.
   *
   * @param best the best trials' points, the best first
   * @param known points that satisfied the hard constraints
   */
  List<double[]> of(int trial, List<double[]> best, List<double[]> known) {
    var points = new ArrayList<double[]>();
    for (int i = 0; i < settings.candidates(); i++) {
      long index = ((long) trial * settings.candidates() + i) % ScrambledSobol.SIZE;
      sequence.point(index, unit, 0, unit.length);
      double[] point = new double[inputs.size()];
      for (int f = 0; f < point.length; f++) {
        point[f] = inputs.atUnit(f, unit[f]);
      }
      keep(points, point);
    }
    random.seek(trial, 0);
    for (int i = 0; i < settings.localCandidates() && !best.isEmpty(); i++) {
      keep(points, near(best.get(i % best.size()), STEPS[i / best.size() % STEPS.length], KEPT));
    }
    if (isConstrained() && !known.isEmpty()) {
      int enough = (settings.candidates() + settings.localCandidates()) / FEW_SHARE;
      for (int i = 0; i < MOST_ATTEMPTS && points.size() < enough; i++) {
        double[] from =
            i % 2 == 0 && !best.isEmpty()
                ? best.get(random.nextInt(best.size()))
                : known.get(random.nextInt(known.size()));
        double step = StrictMath.pow(10, -DECADES * random.nextDouble());
        keep(points, near(from, step, 1 - 1.0 / Math.max(1, from.length)));
      }
    }
    return points;
  }

  private boolean isConstrained() {
    return !inputs.space().constraints().isEmpty();
  }

  private void keep(List<double[]> points, double[] point) {
    inputs.settle(point);
    if (!isConstrained() || inputs.space().violated(inputs.treatment(point)).isEmpty()) {
      points.add(point);
    }
  }

  /** A point near another one; each coordinate stays with a probability. */
  private double[] near(double[] from, double step, double kept) {
    double[] point = from.clone();
    for (int f = 0; f < point.length; f++) {
      double chance = random.nextDouble();
      double draw = random.nextDouble();
      if (inputs.isCategorical(f)) {
        if (chance < REDRAWN) {
          point[f] = inputs.atUnit(f, draw);
        }
      } else if (chance >= kept) {
        double moved = point[f] + step * Normal.quantile(draw);
        point[f] = inputs.atUnit(f, Math.clamp(moved, 0.0, 1.0));
      }
    }
    return point;
  }
}
