package dev.beryl.benchmarks.gate;

import dev.beryl.benchmarks.results.Measured;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Compares the benchmarks of two commits that ran in turns. The times of a round make a pair, so
 * that what holds up the machine for a while holds up both.
 *
 * <p>The logarithms of the pairs' ratios are taken for normal: a benchmark is slower if Student's
 * interval of their mean lies above zero and the mean above the margin. Allocation is compared
 * without statistics, the least of each side, as noise only ever adds to it.
 */
final class Gate {
  private static final double BYTES_LET_PASS = 8;
  private static final double SHARE_OF_BYTES_LET_PASS = 5e-3;
  private static final double BYTES_A_NANOSECOND_LET_PASS = 5e-5; // the JVM's own: half of that

  private final Margin margin;

  private Gate(Margin margin) {
    this.margin = margin;
  }

  /**
   * Compares two commits.
   *
   * @param base what was measured before the change, a list for each round
   * @param head what was measured after the change, as many
   * @return a verdict on each benchmark of either side, the worst first
   * @throws IllegalArgumentException if there are not equally many rounds, fewer than two, or a
   *     benchmark is not in each round of a side
   */
  static List<Verdict> compare(
      List<List<Measured>> base, List<List<Measured>> head, Margin margin) {
    if (base.size() != head.size() || base.size() < 2) {
      throw new IllegalArgumentException(
          "expected as many rounds before as after the change, at least 2, got %s and %s"
              .formatted(base.size(), head.size()));
    }
    Map<String, List<Measured>> before = byKey(base);
    Map<String, List<Measured>> after = byKey(head);
    var keys = new LinkedHashSet<>(before.keySet());
    keys.addAll(after.keySet());
    var gate = new Gate(margin);
    return keys.stream()
        .map(key -> gate.verdict(key, before.get(key), after.get(key), base.size()))
        .sorted(Comparator.comparing(Verdict::kind))
        .toList();
  }

  private static Map<String, List<Measured>> byKey(List<List<Measured>> rounds) {
    var byKey = new LinkedHashMap<String, List<Measured>>();
    for (List<Measured> round : rounds) {
      for (Measured measured : round) {
        byKey.computeIfAbsent(measured.key(), key -> new ArrayList<>()).add(measured);
      }
    }
    return byKey;
  }

  private Verdict verdict(String key, List<Measured> before, List<Measured> after, int rounds) {
    if (before == null) {
      return Verdict.oneSided(key, Verdict.Kind.NEW);
    }
    if (after == null) {
      return Verdict.oneSided(key, Verdict.Kind.GONE);
    }
    if (before.size() != rounds || after.size() != rounds) {
      throw new IllegalArgumentException(
          "benchmark %s is in %s of %s rounds before and in %s after the change; did one break off?"
              .formatted(key, before.size(), rounds, after.size()));
    }
    double[] logs = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      logs[i] = Math.log(after.get(i).score() / before.get(i).score());
    }
    var interval = Interval.of(logs, margin.confidence());
    double bytes = least(after) - least(before);
    double letPass =
        BYTES_LET_PASS
            + SHARE_OF_BYTES_LET_PASS * least(before)
            + BYTES_A_NANOSECOND_LET_PASS * before.getFirst().score();
    boolean slower = interval.mean() > Math.log1p(margin.slowdown());
    Verdict.Kind kind;
    if (bytes > letPass) {
      kind = Verdict.Kind.ALLOCATES_MORE;
    } else if (slower) {
      kind = interval.low() > 0 ? Verdict.Kind.SLOWER : Verdict.Kind.UNSURE;
    } else {
      kind = Verdict.Kind.PASSES;
    }
    return new Verdict(
        key,
        kind,
        Math.exp(interval.mean()),
        Math.exp(interval.low()),
        Math.exp(interval.high()),
        bytes);
  }

  /** NaN if a round was not profiled. */
  private static double least(List<Measured> rounds) {
    return rounds.stream()
        .mapToDouble(Measured::leastAllocated)
        .reduce(Double.MAX_VALUE, Math::min);
  }

  private record Interval(double mean, double low, double high) {
    static Interval of(double[] values, double confidence) {
      int n = values.length;
      double mean = 0;
      for (double value : values) {
        mean += value / n;
      }
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      double half =
          TDistribution.of(n - 1).inverseSurvivalProbability((1 - confidence) / 2)
              * Math.sqrt(squares / (n - 1) / n);
      return new Interval(mean, mean - half, mean + half);
    }
  }

  /** Verdicts as a Markdown table and a line on whether the change passes. */
  static String table(List<Verdict> verdicts, Margin margin) {
    var text = new StringBuilder();
    text.append(
        "Time after the change over time before, with an interval of %s; more than %s and surely above 1 fails, and so does more allocation.\n\n"
            .formatted(margin.confidence(), 1 + margin.slowdown()));
    text.append("| benchmark | ratio | interval | bytes | |\n| --- | --- | --- | --- | --- |\n");
    verdicts.forEach(verdict -> text.append(verdict.row()).append('\n'));
    long failing = verdicts.stream().filter(verdict -> verdict.kind().fails()).count();
    text.append("\n").append(failing == 0 ? "The change passes." : failing + " benchmarks fail.");
    return text.append('\n').toString();
  }
}
