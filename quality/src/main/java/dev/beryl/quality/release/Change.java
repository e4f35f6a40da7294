package dev.beryl.quality.release;

import dev.beryl.quality.measure.Estimate;
import dev.beryl.quality.problem.Family;
import dev.beryl.quality.problem.TestProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How the score of an optimizer has changed, instance by instance.
 *
 * @param family the problems' family, in lower case, or {@code all}
 * @param difference from the score before, in pairs
 * @param margin how large a drop is let pass
 */
public record Change(
    String optimizer, String family, Estimate now, Estimate difference, double margin) {
  private static final double SMALL = 0.02; // of the score before

  /**
   * The changes of all optimizers that have scores before, by family and over all families, on the
   * first problems of each family and the first instances of each problem.
   */
  public static List<Change> between(Scores before, Scores now, int problems, int instances) {
    var changes = new ArrayList<Change>();
    for (String optimizer : now.optimizers()) {
      if (before.optimizers().contains(optimizer)) {
        for (Family family : Family.values()) {
          changes.add(
              of(
                  optimizer,
                  family.name().toLowerCase(Locale.ROOT),
                  before.mean(optimizer, names(problems, family), instances),
                  now.mean(optimizer, names(problems, family), instances)));
        }
        List<String> all = names(problems, Family.values());
        changes.add(
            of(
                optimizer,
                "all",
                before.mean(optimizer, all, instances),
                now.mean(optimizer, all, instances)));
      }
    }
    return changes;
  }

  static List<String> names(int problems, Family... families) {
    return Stream.of(families)
        .flatMap(family -> family.problems().stream().limit(problems))
        .map(TestProblem::name)
        .toList();
  }

  private static Change of(String optimizer, String family, double[] before, double[] now) {
    double[] differences = new double[now.length];
    Arrays.setAll(differences, k -> now[k] - before[k]);
    Estimate difference = Estimate.of(differences);
    double small = SMALL * Arrays.stream(before).average().orElseThrow();
    return new Change(
        optimizer,
        family,
        Estimate.of(now),
        difference,
        Math.max(small, difference.margin(now.length)));
  }

  /**
   * Whether the score has dropped by more than the margin: 2 percent of the score before, and what
   * chance makes of two equally good searches once in ten thousand comparisons, whichever is more.
   */
  public boolean isDrop() {
    return difference.mean() < -margin;
  }
}
