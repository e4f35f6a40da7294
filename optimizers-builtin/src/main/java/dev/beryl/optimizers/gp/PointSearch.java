package dev.beryl.optimizers.gp;

import dev.beryl.optimizers.model.Admission;
import dev.beryl.optimizers.model.TrialHistory;
import dev.beryl.space.Treatment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the treatment that promises most and is new: among all treatments of a small space, else
 * the best of many candidates, of which a few are improved.
 */
final class PointSearch {
  private static final BigInteger SMALL = BigInteger.valueOf(1024);
  private static final double APART = 0.02;
  private static final double SAME = 1e-9;
  private static final int MOST_KNOWN = 64;

  private final Inputs inputs;
  private final TrialHistory history;
  private final Admission admission;
  private final GpSettings settings;
  private final CandidatePoints candidates;
  private final Polish polish;
  private final List<double[]> whole; // of a small space

  PointSearch(
      Inputs inputs,
      TrialHistory history,
      Admission admission,
      GpSettings settings,
      CandidatePoints candidates) {
    this.inputs = inputs;
    this.history = history;
    this.admission = admission;
    this.settings = settings;
    this.candidates = candidates;
    this.polish = new Polish(inputs);
    boolean small =
        inputs.space().cardinality().filter(size -> size.compareTo(SMALL) <= 0).isPresent();
    this.whole = small ? inputs.space().enumerate().map(inputs::point).toList() : List.of();
  }

  /** A point and what it promises. */
  private static final class Scored implements Comparable<Scored> {
    private final double[] point;
    private final double value;

    Scored(double[] point, double value) {
      this.point = point;
      this.value = value;
    }

    /** What promises more comes first. */
    @Override
    public int compareTo(Scored other) {
      return Double.compare(other.value, value);
    }
  }

  /** {@return the best new treatment; null if none of the points is} */
  @Nullable Treatment best(Acquisition acquisition) {
    List<Scored> scored = whole.isEmpty() ? searched(acquisition) : all(acquisition);
    for (Scored each : scored) {
      Treatment treatment = inputs.treatment(each.point);
      if (admission.admits(treatment) && !isKnown(treatment)) {
        return treatment;
      }
    }
    return null;
  }

  private List<Scored> all(Acquisition acquisition) {
    List<double[]> left =
        whole.stream().filter(point -> admission.admits(inputs.treatment(point))).toList();
    return scored(acquisition, left);
  }

  /** Points by what they promise, the best first. */
  private List<Scored> scored(Acquisition acquisition, List<double[]> points) {
    double[][] columns = new double[inputs.size()][points.size()];
    for (int c = 0; c < points.size(); c++) {
      for (int f = 0; f < columns.length; f++) {
        columns[f][c] = points.get(c)[f];
      }
    }
    double[] values = acquisition.at(columns, points.size());
    return IntStream.range(0, points.size())
        .mapToObj(c -> new Scored(points.get(c), values[c]))
        .sorted()
        .toList();
  }

  private List<Scored> searched(Acquisition acquisition) {
    List<Scored> scored =
        scored(acquisition, candidates.of(history.asks(), acquisition.incumbents(), knownPoints()));
    var improved = new ArrayList<Scored>();
    var starts = new ArrayList<double[]>();
    for (Scored each : scored) {
      if (starts.size() == settings.starts()) {
        break;
      }
      if (starts.stream().allMatch(start -> distance(start, each.point) > APART)) {
        starts.add(each.point);
        improved.add(improved(acquisition, each));
      }
    }
    improved.addAll(scored);
    Collections.sort(improved);
    return improved;
  }

  private Scored improved(Acquisition acquisition, Scored start) {
    double[] point = start.point.clone();
    double value = polish.improve(acquisition, point, start.value);
    if (inputs.space().violated(inputs.treatment(point)).isPresent()) {
      point = polish.cut(start.point, point);
      value = acquisition.at(point);
    }
    return new Scored(point, value);
  }

  /** The points of some trials that were not rejected, evenly spaced by number. */
  private List<double[]> knownPoints() {
    if (inputs.space().constraints().isEmpty()) {
      return List.of();
    }
    int[] rows =
        IntStream.range(0, history.size())
            .map(history::inOrder)
            .filter(row -> history.isFinished(row) && isWhole(row))
            .toArray();
    int count = Math.min(rows.length, MOST_KNOWN);
    return IntStream.range(0, count)
        .mapToObj(i -> point(rows[(int) ((long) i * rows.length / count)]))
        .toList();
  }

  private boolean isWhole(int row) {
    return !Arrays.stream(point(row)).anyMatch(Double::isNaN);
  }

  private double[] point(int row) {
    double[] point = new double[inputs.size()];
    Arrays.setAll(point, f -> history.value(row, f));
    return point;
  }

  private boolean isKnown(Treatment treatment) {
    double[] point = inputs.point(treatment);
    for (int row = 0; row < history.size(); row++) {
      boolean same = true;
      for (int f = 0; f < point.length && same; f++) {
        same = Math.abs(history.value(row, f) - point[f]) < SAME;
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  private static double distance(double[] a, double[] b) {
    double largest = 0;
    for (int f = 0; f < a.length; f++) {
      largest = Math.max(largest, Math.abs(a[f] - b[f]));
    }
    return largest;
  }
}
