package dev.beryl.quality.release;

import dev.beryl.quality.measure.Targets;
import dev.beryl.quality.problem.Family;
import dev.beryl.quality.problem.TestProblem;
import dev.beryl.quality.run.Budget;
import dev.beryl.quality.run.Contender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What optimizers scored: for each optimizer, problem and instance the area under the share of
 * {@link Targets#RELEASE} reached. Immutable.
 */
public final class Scores {
  private static final String RESOURCE = "last-release.csv";
  private static final int SEED = 1;
  private static final double PARTS = 1e4; // to which scores are kept

  /** Optimizer to problem to the score of each instance. */
  private final SortedMap<String, SortedMap<String, double[]>> scores;

  private Scores(SortedMap<String, SortedMap<String, double[]>> scores) {
    this.scores = scores;
  }

  /** Runs contenders on the first problems of each family and the first instances of each. */
  public static Scores run(List<Contender> contenders, int problems, int instances) {
    var scores = new TreeMap<String, SortedMap<String, double[]>>();
    for (Contender contender : contenders) {
      var byProblem = new TreeMap<String, double[]>();
      for (Family family : Family.values()) {
        List<TestProblem> some = family.problems().subList(0, problems);
        double[][][] curves =
            contender.run(
                some,
                instances,
                problem ->
                    new Budget(Targets.RELEASE.budget(problem.dimension()), family.replicates(), 1),
                SEED);
        for (int p = 0; p < problems; p++) {
          int dimension = some.get(p).dimension();
          byProblem.put(
              some.get(p).name(),
              Arrays.stream(curves[p]).mapToDouble(curve -> score(curve, dimension)).toArray());
        }
      }
      scores.put(contender.name(), byProblem);
    }
    return new Scores(scores);
  }

  private static double score(double[] curve, int dimension) {
    double area = Targets.RELEASE.area(Targets.RELEASE.hits(curve), dimension);
    return Math.rint(area * PARTS) / PARTS;
  }

  /** {@return what the optimizers of the last release scored} */
  public static Scores ofLastRelease() {
    try (InputStream in = Objects.requireNonNull(Scores.class.getResourceAsStream(RESOURCE))) {
      var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return parse(reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what {@link #lines} gives. */
  static Scores parse(List<String> lines) {
    var scores = new TreeMap<String, SortedMap<String, double[]>>();
    for (String line : lines) {
      if (!line.startsWith("#")) {
        String[] cells = line.split(",", -1);
        scores
            .computeIfAbsent(cells[0], _ -> new TreeMap<>())
            .put(
                cells[1],
                Arrays.stream(cells, 2, cells.length).mapToDouble(Double::parseDouble).toArray());
      }
    }
    return new Scores(scores);
  }

  /** {@return the scores as text, a line for each optimizer and problem} */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("# optimizer, problem, area under its runtime profile for each instance");
    scores.forEach((optimizer, byProblem) ->
        byProblem.forEach((problem, areas) ->
            lines.add(
                Arrays.stream(areas)
                    .mapToObj(area -> String.format(Locale.ROOT, "%.4f", area))
                    .collect(Collectors.joining(",", optimizer + "," + problem + ",", "")))));
    return Collections.unmodifiableList(lines);
  }

  /** {@return the optimizers' names} */
  public Set<String> optimizers() {
    return Collections.unmodifiableSet(scores.keySet());
  }

  /**
   * The mean score of several problems, for each of their first instances.
   *
   * @throws IllegalArgumentException if there are none of these
   */
  double[] mean(String optimizer, List<String> problems, int instances) {
    double[] mean = new double[instances];
    for (String problem : problems) {
      double[] areas = scores.getOrDefault(optimizer, new TreeMap<>()).get(problem);
      if (areas == null || areas.length < instances) {
        throw new IllegalArgumentException(
            "no scores of optimizer '%s' on %s instances of '%s'"
                .formatted(optimizer, instances, problem));
      }
      for (int k = 0; k < instances; k++) {
        mean[k] += areas[k] / problems.size();
      }
    }
    return mean;
  }
}
