package dev.beryl;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import dev.beryl.study.Interval;
import dev.beryl.study.StudyResult;
import dev.beryl.text.Numbers;
import dev.beryl.trial.Direction;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Two ways of searching compared over seeds, such as two optimizers: for each seed a study of each.
 * Studies with the same seed have the same random numbers, so that their differences, pair by pair,
 * say more than the two means. Immutable.
 *
 * {@snippet :
 * List<StudyResult> tpe = new ArrayList<>();
 * List<StudyResult> random = new ArrayList<>();
 * for (long seed = 0; seed < 10; seed++) {
 *   tpe.add(experiment.optimize(study.optimizer("tpe").seed(seed)));
 *   random.add(experiment.optimize(study.optimizer("random").seed(seed)));
 * }
 * System.out.println(PairedResults.of("tpe", tpe, "random", random));
 * }
 *
 * @param one the name of one way
 * @param other the name of the other
 * @param objective what both searched for
 * @param pairs the best values, ascending by seed; at least one
 */
public record PairedResults(String one, String other, Objective objective, List<Pair> pairs) {
  private static final double LEVEL = 0.95;

  /**
   * The best values of two studies with the same seed.
   *
   * @param seed of both
   * @param one the value of one's best trial
   * @param other the value of the other's best trial
   */
  public record Pair(long seed, double one, double other) {}

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no pair
   */
  public PairedResults {
    Nulls.refuse("paired results: one", one);
    Nulls.refuse("paired results: other", other);
    Nulls.refuse("paired results: objective", objective);
    Nulls.refuseIn("paired results: pairs", pairs);
    pairs = List.copyOf(pairs);
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("paired results: expected at least one pair, got none");
    }
  }

  /**
   * Pairs results by their seeds.
   *
   * @param one the name of one way
   * @param results its results, each with another seed
   * @param other the name of the other
   * @param others its results, with the same seeds in any order
   * @return the pairs
   * @throws IllegalArgumentException if there are no results, two results of a way have the same
   *     seed, a seed has only one result, a result has no best trial or several objectives, or the
   *     objectives differ; the message lists all faults
   */
  public static PairedResults of(
      String one,
      Collection<? extends StudyResult> results,
      String other,
      Collection<? extends StudyResult> others) {
    Nulls.refuse("paired results: one", one);
    Nulls.refuseIn("paired results: results", results);
    Nulls.refuse("paired results: other", other);
    Nulls.refuseIn("paired results: others", others);
    var faults = new Faults("paired results");
    Map<Long, Double> ones = best(one, results, faults);
    Map<Long, Double> rest = best(other, others, faults);
    for (long seed : ones.keySet()) {
      faults.require(rest.containsKey(seed), "seed %s: '%s' has no result", seed, other);
    }
    for (long seed : rest.keySet()) {
      faults.require(ones.containsKey(seed), "seed %s: '%s' has no result", seed, one);
    }
    var objectives = new ArrayList<List<Objective>>();
    results.forEach(result -> objectives.add(result.objectives()));
    others.forEach(result -> objectives.add(result.objectives()));
    List<List<Objective>> different = objectives.stream().distinct().toList();
    faults.require(
        different.size() <= 1, "expected the same objectives of all results, got %s", different);
    faults.require(!objectives.isEmpty(), "expected at least one result of each, got none");
    faults.throwIfAny();
    var pairs = new ArrayList<Pair>();
    ones.forEach((seed, value) -> pairs.add(new Pair(seed, value, rest.getOrDefault(seed, 0.0))));
    return new PairedResults(one, other, different.getFirst().getFirst(), pairs);
  }

  private static Map<Long, Double> best(
      String name, Collection<? extends StudyResult> results, Faults faults) {
    var best = new TreeMap<Long, Double>();
    for (StudyResult result : results) {
      if (result.objectives().size() > 1) {
        faults.add(
            "seed %s of '%s': expected one objective, got %s",
            result.seed(), name, result.objectives());
        continue;
      }
      Trial trial = result.bestTrial().orElse(null);
      faults.require(
          trial != null,
          "seed %s of '%s': expected a completed trial, got none: %s",
          result.seed(),
          name,
          result.endingText());
      double value = trial == null ? Double.NaN : trial.value();
      faults.require(
          best.putIfAbsent(result.seed(), value) == null,
          "seed %s of '%s': two results have it; give each study its own seed",
          result.seed(),
          name);
    }
    return best;
  }

  /**
   * {@return how much higher one's best value is than the other's, for each seed, in the order of
   * the pairs}
   */
  public Samples differences() {
    return Samples.of(pairs.stream().mapToDouble(pair -> pair.one() - pair.other()).toArray());
  }

  /** {@return Student's interval of the mean difference, at 95 %; of one pair it is unbounded} */
  public Interval interval() {
    return Interval.ofMean(differences(), LEVEL);
  }

  /** {@return in how many pairs one is better} */
  public int wins() {
    return (int)
        pairs.stream()
            .filter(pair -> objective.loss(pair.one()) < objective.loss(pair.other()))
            .count();
  }

  /** {@return in how many pairs one is worse} */
  public int losses() {
    return (int)
        pairs.stream()
            .filter(pair -> objective.loss(pair.one()) > objective.loss(pair.other()))
            .count();
  }

  /** {@return what the pairs say of the two, in a sentence or two} */
  public String statement() {
    Samples differences = differences();
    double mean = differences.mean();
    String counts =
        "better in %s of %s seeds, worse in %s".formatted(wins(), pairs.size(), losses());
    if (pairs.size() < 2) {
      return "'%s' against '%s': one seed does not tell a difference from luck; %s"
          .formatted(one, other, counts);
    }
    if (IntStream.range(0, pairs.size()).allMatch(i -> differences.get(i, 0) == 0)) {
      return "'%s' and '%s' have the same best %s in all %s seeds"
          .formatted(one, other, objective.metric(), pairs.size());
    }
    Interval interval = interval();
    double error = differences.standardError();
    String range =
        "[%s, %s]"
            .formatted(Numbers.upTo(error, interval.low()), Numbers.upTo(error, interval.high()));
    if (interval.contains(0)) {
      return "'%s' against '%s': no difference in the best %s is shown; the 95 %% interval of the mean difference %s contains 0; %s"
          .formatted(one, other, objective.metric(), range, counts);
    }
    boolean better = mean > 0 == (objective.direction() == Direction.MAXIMIZE);
    return "'%s' is %s than '%s': its best %s is %s by %s on average, 95 %% interval %s; %s"
        .formatted(
            one,
            better ? "better" : "worse",
            other,
            objective.metric(),
            mean > 0 ? "higher" : "lower",
            Numbers.upTo(error, Math.abs(mean)),
            range,
            counts);
  }

  /** {@return the {@link #statement}} */
  @Override
  public String toString() {
    return statement();
  }
}
