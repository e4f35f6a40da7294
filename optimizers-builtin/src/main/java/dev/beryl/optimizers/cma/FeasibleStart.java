package dev.beryl.optimizers.cma;

import dev.beryl.random.PhiloxRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Feasible points that are gathered before the first trial where hard constraints leave less than
 * half of the space or not its center: by uniform draws, by probes that shrink towards corners and
 * the center, and by walks inside the set. Checks cost no trial.
 *
 * @see <a href="https://doi.org/10.1287/opre.32.6.1296">Smith, Efficient Monte Carlo procedures for
 *     generating points uniformly distributed over bounded regions (1984)</a>: the walks
 */
final class FeasibleStart {
  private static final int UNIFORM = 1000;
  private static final int MOST_CHECKS = 20_000;
  private static final int WALK = 3;
  private static final int PASSES = 5;
  private static final int CUTS = 25;
  private static final double RIDGE = 1e-12;
  private static final double NARROWER = 0.7;

  private final FeasibleSet set;
  private final PhiloxRandom random;
  private final int n;
  private final List<Candidate> points = new ArrayList<>();
  private final double[] direction;
  private final double[] trial;
  private int checks;
  private int limit;
  private int probes;
  private int taken;

  FeasibleStart(FeasibleSet set, PhiloxRandom random) {
    this.set = set;
    this.random = random;
    this.n = set.layout().coordinates();
    this.direction = new double[n];
    this.trial = new double[n];
  }

  /**
   * Gathers points.
   *
   * @return false if half of the space and the center are feasible, so that there is no need
   */
  boolean gather(Candidate center) {
    limit = MOST_CHECKS;
    int feasible = 0;
    while (checks < UNIFORM) {
      Candidate draw = draw();
      feasible += keep(draw) ? 1 : 0;
    }
    if (2 * feasible >= UNIFORM && set.contains(center.x, center.categories)) {
      return false;
    }
    boolean few = points.size() < 10 * n;
    if (few) {
      if (!keep(center)) {
        probes = 1;
      }
      probe();
    }
    fill(few ? PASSES : 0);
    return true;
  }

  /** Goes on with as many probes as an ask may take, while no point is known. */
  void goOn() {
    limit = checks + UNIFORM;
    probe();
    limit += MOST_CHECKS;
    fill(PASSES);
  }

  boolean isEmpty() {
    return points.isEmpty();
  }

  private Candidate draw() {
    int[] choices = set.layout().categories();
    var draw = new Candidate(n, choices.length);
    random.nextDoubles(draw.x, 0, n);
    Arrays.setAll(draw.categories, c -> random.nextInt(choices[c]));
    return draw;
  }

  private boolean keep(Candidate candidate) {
    checks++;
    boolean feasible = set.contains(candidate.x, candidate.categories);
    if (feasible && points.size() < 20 * n) {
      points.add(candidate);
    }
    return feasible;
  }

  private void probe() {
    int since = 0;
    while (points.size() < 10 * n && checks < limit && since < UNIFORM) {
      Candidate probe = draw();
      if (probes % 2 == 0) {
        shrink(probe.x, probes);
      }
      probes++;
      keep(probe);
      since += points.isEmpty() ? 0 : 1;
    }
  }

  private void shrink(double[] x, int i) {
    double scale = StrictMath.pow(10, -3 * random.nextDouble());
    for (int j = 0; j < n; j++) {
      double towards =
          switch (i % 8) {
            case 0 -> 0;
            case 2 -> 1;
            case 4 -> random.nextInt(2);
            default -> 0.5;
          };
      x[j] = towards + scale * (x[j] - towards);
    }
    if (i % 32 == 14 || i % 32 == 30) {
      Arrays.sort(x);
    }
    for (int j = 0; i % 32 == 30 && j < n / 2; j++) {
      double swapped = x[j];
      x[j] = x[n - 1 - j];
      x[n - 1 - j] = swapped;
    }
  }

  private void fill(int passes) {
    while (!points.isEmpty() && points.size() < 20 * n && checks < limit) {
      points.add(another());
    }
    for (int pass = 0; pass < passes; pass++) {
      for (int i = 0; i < points.size() && checks < limit; i++) {
        walk(points.get(i));
      }
    }
  }

  /** {@return a feasible point some steps from a random one; there is one} */
  private Candidate another() {
    Candidate from = points.get(random.nextInt(points.size()));
    var walker = new Candidate(n, from.categories.length);
    System.arraycopy(from.x, 0, walker.x, 0, n);
    System.arraycopy(from.categories, 0, walker.categories, 0, from.categories.length);
    walk(walker);
    return walker;
  }

  private void walk(Candidate walker) {
    for (int step = 0; step < WALK; step++) {
      chooseDirection();
      step(walker);
    }
  }

  private void chooseDirection() {
    double kind = random.nextDouble();
    int one = random.nextInt(points.size());
    int other = random.nextInt(points.size());
    int coordinate = random.nextInt(n);
    boolean apart = kind < 0.4 && one != other;
    double[] first = points.get(one).x;
    double[] second = points.get(other).x;
    for (int j = 0; j < n; j++) {
      direction[j] =
          apart
              ? first[j] - second[j]
              : kind >= 0.4 && kind < 0.7 ? (j == coordinate ? 1 : 0) : random.nextGaussian();
    }
  }

  /** A uniform step on the chord within the cube, which is cut where it is infeasible. */
  private void step(Candidate walker) {
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      double toZero = -walker.x[j] / direction[j];
      double toOne = (1 - walker.x[j]) / direction[j];
      if (direction[j] != 0) {
        low = Math.max(low, Math.min(toZero, toOne));
        high = Math.min(high, Math.max(toZero, toOne));
      }
    }
    for (int cut = 0; cut < CUTS && low < high && Double.isFinite(high - low); cut++) {
      double t = low + (high - low) * random.nextDouble();
      for (int j = 0; j < n; j++) {
        trial[j] = Math.clamp(walker.x[j] + t * direction[j], 0.0, 1.0);
      }
      checks++;
      if (set.contains(trial, walker.categories)) {
        System.arraycopy(trial, 0, walker.x, 0, n);
        return;
      }
      low = t < 0 ? t : low;
      high = t < 0 ? high : t;
    }
  }

  /** The next of the points for the first trials, in random order; after the last others. */
  Candidate next() {
    if (taken == points.size()) {
      return another();
    }
    int other = random.nextInt(taken, points.size());
    Candidate next = points.get(other);
    points.set(other, points.get(taken));
    points.set(taken++, next);
    return next;
  }

  /** A point by a number in [0, 1). */
  Candidate at(double share) {
    return points.get((int) (share * points.size()));
  }

  /** Sets a covariance to that of the points, of determinant 1, and returns the step size. */
  double shape(Covariance covariance) {
    double[] mean = new double[n];
    for (Candidate each : points) {
      for (int j = 0; j < n; j++) {
        mean[j] += each.x[j] / points.size();
      }
    }
    double[][] rows = covariance.rows();
    boolean diagonal = rows.length == 1 && n > 1;
    double[][] moments = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      moments[i] = new double[rows[i].length];
      for (int j = 0; j < moments[i].length; j++) {
        int row = diagonal ? j : i;
        boolean kept = row == j || points.size() >= 3 * n;
        moments[i][j] = kept ? moment(row, j, mean) : 0;
      }
    }
    covariance.set(moments);
    double logDeterminant = covariance.logDeterminant(n);
    covariance.scale(StrictMath.exp(-logDeterminant / n));
    return NARROWER * StrictMath.exp(logDeterminant / (2 * n));
  }

  private double moment(int i, int j, double[] mean) {
    double sum = 0;
    for (Candidate each : points) {
      sum += (each.x[i] - mean[i]) * (each.x[j] - mean[j]);
    }
    return sum / points.size() + (i == j ? RIDGE : 0);
  }
}
