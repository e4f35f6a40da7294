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
 * problems}, as kept in the resources {@code short.csv}, {@code few.csv}, {@code long.csv} and
 * {@code noisy.csv}. Immutable.
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

  /** Budgets, in replicates, of the runs under noise. */
  public static final List<Integer> NOISY_BUDGETS = List.of(100, 250, 500);

  /** How many instances of each problem of five reals have runs under noise. */
  public static final int NOISY_INSTANCES = 10;

  /** Peers that have runs under noise; behind a star the replicates of a trial, if not one. */
  public static final List<String> NOISY_PEERS =
      List.of("optuna-cma", "optuna-cma*5", "optuna-tpe", "optuna-tpe*5", "pycma", "random");

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

  /**
   * What a peer's runs under noise recommend.
   *
   * @param noise which noise the instances have
   * @param peer one of {@link #NOISY_PEERS}
   * @param budget one of {@link #NOISY_BUDGETS}
   * @return the recommended treatments' values without noise, by instance
   */
  public static double[] recommended(String problem, String noise, String peer, int budget) {
    int column = 5 + NOISY_BUDGETS.indexOf(budget);
    return noisyRows(problem, noise, peer).stream()
        .mapToDouble(row -> Double.parseDouble(row[column]))
        .toArray();
  }

  /** {@return the median of an instance's function over 2000 uniform points, by instance} */
  public static double[] scales(String problem) {
    return noisyRows(problem, "additive", NOISY_PEERS.getFirst()).stream()
        .mapToDouble(row -> Double.parseDouble(row[4]))
        .toArray();
  }

  private static List<String[]> noisyRows(String problem, String noise, String peer) {
    return rows("noisy.csv", problem, peer).stream().filter(row -> row[3].equals(noise)).toList();
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
