package dev.beryl.quality.peer;

import dev.beryl.quality.measure.Targets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What public peers reached on the {@link dev.beryl.quality.problem.PeerProblem seventeen
 * problems}, as kept in the resources {@code short.csv}, {@code few.csv} and {@code long.csv}.
 * Immutable.
 */
public final class PeerResults {
  /** Budgets, in evaluations, of the short runs. */
  public static final List<Integer> BUDGETS = List.of(50, 100, 200);

  /** How many instances of each problem have short runs; pycma has none where categories are. */
  public static final int SHORT_INSTANCES = 20;

  /** Budgets, in evaluations, of the runs of expensive optimizers. */
  public static final List<Integer> FEW_BUDGETS = List.of(25, 50, 100);

  /** How many instances of each problem have runs of expensive optimizers. */
  public static final int FEW_INSTANCES = 6;

  /** The peer that has such runs. */
  public static final String FEW_PEER = "optuna-gp";

  /** How many instances of each problem without categories have long runs. */
  public static final int LONG_INSTANCES = 10;

  /** Peers that have short runs. */
  public static final List<String> SHORT_PEERS = List.of("optuna-random", "optuna-tpe", "pycma");

  /** The peer that has long runs. */
  public static final String LONG_PEER = "pycma-bipop";

  private PeerResults() {}

  /**
   * The best values of a peer's short runs.
   *
   * @param peer one of {@link #SHORT_PEERS}
   * @param budget one of {@link #BUDGETS}
   * @return the value of each instance; none if there are no such runs
   */
  public static double[] best(String problem, String peer, int budget) {
    int column = 3 + BUDGETS.indexOf(budget);
    return rows("short.csv", problem, peer).stream()
        .mapToDouble(row -> Double.parseDouble(row[column]))
        .toArray();
  }

  /**
   * The best values of the expensive peer.
   *
   * @param budget one of {@link #FEW_BUDGETS}
   * @return the value of each instance
   */
  public static double[] bestOfFew(String problem, int budget) {
    int column = 3 + FEW_BUDGETS.indexOf(budget);
    return rows("few.csv", problem, FEW_PEER).stream()
        .mapToDouble(row -> Double.parseDouble(row[column]))
        .toArray();
  }

  /**
   * When a peer's long runs reached their targets.
   *
   * @return by instance and target the number of evaluations, or {@link Targets#NEVER}; none if
   *     there are no such runs
   */
  public static int[][] hits(String problem) {
    return rows("long.csv", problem, LONG_PEER).stream()
        .map(row ->
            Arrays.stream(row, 3, row.length)
                .mapToInt(hit -> hit.isEmpty() ? Targets.NEVER : Integer.parseInt(hit))
                .toArray())
        .toArray(int[][]::new);
  }

  private static List<String[]> rows(String resource, String problem, String peer) {
    try (InputStream in = Objects.requireNonNull(PeerResults.class.getResourceAsStream(resource))) {
      var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return reader
          .lines()
          .filter(line -> line.startsWith(problem + "," + peer + ","))
          .map(line -> line.split(",", -1))
          .sorted(Comparator.comparingInt(row -> Integer.parseInt(row[2])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
