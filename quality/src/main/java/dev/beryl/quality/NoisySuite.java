package dev.beryl.quality;

import dev.beryl.quality.measure.Estimate;
import dev.beryl.quality.peer.PeerResults;
import dev.beryl.quality.problem.Instance;
import dev.beryl.quality.problem.PeerProblem;
import dev.beryl.quality.problem.Variant;
import dev.beryl.quality.run.Strategy;
import dev.beryl.random.SeedPurpose;
import dev.beryl.random.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Strong noise: the true value of what is recommended after 100, 250 and 500 replicates, beside the
 * kept results of peers, on the seven problems of five reals. Additive noise has a standard
 * deviation of a twentieth of the instance's scale, multiplicative noise is log-normal with 0.5.
 */
final class NoisySuite {
  private static final double FLOOR = 1e-6;
  private static final List<String> NOISES = List.of("additive", "multiplicative");

  private final List<PeerProblem> problems;
  private final int instances;
  private final List<Integer> budgets;
  private final int seed;

  private NoisySuite(Arguments given) {
    String part = given.text("problems", "");
    this.problems =
        PeerProblem.all(Variant.PLAIN).stream()
            .filter(problem -> problem.dimension() == 5 && problem.name().contains(part))
            .toList();
    this.instances =
        Math.min(
            given.number("instances", PeerResults.NOISY_INSTANCES), PeerResults.NOISY_INSTANCES);
    int most = given.number("budget", PeerResults.NOISY_BUDGETS.getLast());
    this.budgets = PeerResults.NOISY_BUDGETS.stream().filter(budget -> budget <= most).toList();
    this.seed = given.number("seed", 1);
  }

  static String report(Arguments given) {
    var suite = new NoisySuite(given);
    var table = new MarkdownTable(suite.columns());
    for (String peer : PeerResults.NOISY_PEERS) {
      table.row(suite.row(peer, suite.kept(peer)));
    }
    var pairs = new MarkdownTable(suite.columns());
    var ran = new HashMap<String, double[][]>();
    for (Strategy strategy : Strategy.parseAll(given.text("optimizers", "gp,tpe,cma-es"))) {
      double[][] figures = suite.run(strategy);
      table.row(suite.row(strategy.name(), figures));
      double[][] plain = ran.get(strategy.optimizer());
      if (plain != null) {
        pairs.row(suite.pairs(strategy.name(), figures, plain));
      }
      ran.put(strategy.name(), figures);
    }
    return "%s problems, %s instances, two kinds of noise; mean of log10(true value / scale) ± standard error, best peer's less it\n\n"
            .formatted(suite.problems.size(), suite.instances)
        + table
        + "\nless what the same optimizer has with one replicate a trial and no race, in pairs of one instance\n\n"
        + pairs;
  }

  private List<String> columns() {
    var columns = new ArrayList<>(List.of("search"));
    budgets.forEach(budget -> columns.add(budget + " replicates"));
    return columns;
  }

  private List<Object> row(String name, double[][] figures) {
    var cells = new ArrayList<Object>(List.of(name));
    for (int b = 0; b < figures.length; b++) {
      double mean = Estimate.of(figures[b]).mean();
      cells.add("%s, %s".formatted(byInstance(figures[b]), decades(best(b) - mean)));
    }
    return cells;
  }

  private List<Object> pairs(String name, double[][] figures, double[][] plain) {
    var cells = new ArrayList<Object>(List.of(name));
    for (int b = 0; b < figures.length; b++) {
      double[] of = figures[b];
      double[] less = plain[b];
      cells.add(
          byInstance(IntStream.range(0, of.length).mapToDouble(i -> of[i] - less[i]).toArray()));
    }
    return cells;
  }

  private static String decades(double ahead) {
    return String.format(Locale.ROOT, "%+.3f", ahead);
  }

  /** Problems and noises are fixed; what varies by chance is the instance. */
  private Estimate byInstance(double[] figures) {
    double[] means = new double[instances];
    for (int i = 0; i < figures.length; i++) {
      means[i % instances] += figures[i] * instances / figures.length;
    }
    return Estimate.of(means);
  }

  private double best(int budget) {
    return PeerResults.NOISY_PEERS.stream()
        .mapToDouble(peer -> Estimate.of(kept(peer)[budget]).mean())
        .min()
        .orElseThrow();
  }

  private double[][] kept(String peer) {
    return budgets.stream()
        .map(budget ->
            cells()
                .mapToDouble(cell ->
                    figure(
                        cell,
                        PeerResults.recommended(problem(cell).name(), noise(cell), peer, budget)[
                            number(cell)]))
                .toArray())
        .toArray(double[][]::new);
  }

  private double[][] run(Strategy strategy) {
    return budgets.stream()
        .map(budget ->
            cells()
                .parallel()
                .mapToDouble(cell -> figure(cell, recommended(strategy, budget, cell)))
                .toArray())
        .toArray(double[][]::new);
  }

  private double recommended(Strategy strategy, int budget, int cell) {
    Instance instance = problem(cell).instance(number(cell));
    double deviation = 0.05 * scale(cell);
    Strategy.Noise noise =
        noise(cell).equals("additive")
            ? (value, random) -> value + deviation * random.nextGaussian()
            : (value, random) -> value * StrictMath.exp(0.5 * random.nextGaussian());
    long studySeed = Seeds.derive(seed, SeedPurpose.OPTIMIZER, problem(cell).index(), number(cell));
    return strategy.recommended(instance, noise, budget, studySeed);
  }

  private double figure(int cell, double value) {
    return StrictMath.log10(Math.max(FLOOR, value / scale(cell)));
  }

  private IntStream cells() {
    return IntStream.range(0, NOISES.size() * problems.size() * instances);
  }

  private String noise(int cell) {
    return NOISES.get(cell / (problems.size() * instances));
  }

  private PeerProblem problem(int cell) {
    return problems.get(cell / instances % problems.size());
  }

  private int number(int cell) {
    return cell % instances;
  }

  private double scale(int cell) {
    return PeerResults.scales(problem(cell).name())[number(cell)];
  }
}
