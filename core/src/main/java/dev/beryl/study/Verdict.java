package dev.beryl.study;

import dev.beryl.fault.Nulls;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What a race of a few finalists has shown, from replicates that had no part in choosing them.
 * Immutable. Treatments that did not reach the race are not covered.
 *
 * <p>Each of three claims holds with the probability {@link #confidence()}, at whatever replicate
 * the race ended: the best finalist is among those that are not ruled out; the interval of the best
 * trial's value covers its true value, whichever finalist came out best; the intervals of the
 * differences to the other finalists, all at once, cover the true differences. With several
 * objectives the second and the third hold for each objective by itself. {@link Method} says under
 * which assumptions. A finalist may be ruled out although the interval of its difference contains
 * 0: the first claim needs less evidence, as it speaks of the best finalist's pairs alone.
 *
 * @param method how finalists were compared
 * @param confidence the probability with which each claim holds, in (0, 1); 1 where nothing is
 *     uncertain
 * @param indifference the difference in the first objective that was declared not to matter, in the
 *     metric's unit; 0 if none was
 * @param finalists in the order in which they entered the race; two or more
 * @param best the index of the best one among the finalists
 * @param baseline the index of the finalist that the study names as its baseline; empty if there is
 *     none
 * @param objectives what is known for each objective, in the study's order; the race was by the
 *     first
 * @param bounds what is known of the best trial for each outcome constraint, in the study's order
 */
public record Verdict(
    Method method,
    double confidence,
    double indifference,
    List<Finalist> finalists,
    int best,
    OptionalInt baseline,
    List<OnObjective> objectives,
    List<OnConstraint> bounds) {

  /** How finalists are compared, which depends on the first objective's aggregation. */
  public enum Method {
    /**
     * A mean, by the paired t e-process. Assumes that differences between two treatments, replicate
     * by replicate, are independent and nearly normal; heavy tails and skewness that both
     * treatments share do little harm.
     */
    PAIRED_T,
    /** A median of differences, by the sign e-process. Assumes independent replicates only. */
    SIGNS,
    /** A mean of values in a declared range, by betting. Assumes independent replicates only. */
    BETTING,
    /**
     * A mean, with a difference that does not matter, by the procedure of Kim and Nelson. Assumes
     * independent replicates with normal differences.
     */
    INDIFFERENCE_ZONE,
    /**
     * Any other aggregation, by a bootstrap of replicates at two or three numbers of replicates
     * fixed beforehand. The confidence is approximate, and better with more replicates.
     */
    BOOTSTRAP,
    /** All finalists ran all the replicates that there are; nothing is uncertain. */
    EVERY_REPLICATE,
    /** Replicates did not differ: the objective has no noise. */
    WITHOUT_NOISE
  }

  /** How a finalist came out. */
  public enum Standing {
    /** The best one, to be used. */
    BEST,
    /** Not distinguishable from the best one with the replicates that were run. */
    NOT_RULED_OUT,
    /** Worse than another finalist. */
    WORSE,
    /** Beyond an outcome constraint. */
    INFEASIBLE,
    /** More of its replicates failed than the study tolerates. */
    FAILED
  }

  /**
   * A finalist.
   *
   * @param trial the number of its trial
   * @param name what it is called in sentences, such as {@code trial 17}
   * @param standing how it came out
   * @param replicates the number of its replicates in the race
   * @param reason why it is out, as a clause; empty if it is not
   */
  public record Finalist(
      int trial, String name, Standing standing, int replicates, Optional<String> reason) {
    /** Refuses null. */
    public Finalist {
      Nulls.refuse("finalist: name", name);
      Nulls.refuse("finalist: standing", standing);
      Nulls.refuse("finalist: reason", reason);
    }

    /** {@return the name, the standing and the replicates} */
    @Override
    public String toString() {
      return "%s: %s, %s"
          .formatted(name, VerdictText.words(standing), VerdictText.count(replicates));
    }
  }

  /**
   * What the race says for one objective.
   *
   * @param objective the objective
   * @param value the best trial's aggregate over its replicates in the race, in the metric's unit
   * @param interval of the best trial's true value; unbounded where its replicates are too few or
   *     the aggregation has no interval
   * @param differences one for each finalist, in their order: how much worse than the best it is;
   *     that of the best is 0
   */
  public record OnObjective(
      Objective objective, double value, Interval interval, List<Difference> differences) {
    /** Copies the list. */
    public OnObjective {
      Nulls.refuse("verdict: objective", objective);
      Nulls.refuse("verdict: interval", interval);
      Nulls.refuseIn("verdict: differences", differences);
      differences = List.copyOf(differences);
    }
  }

  /**
   * How much worse a finalist is than the best one, in the metric's unit, over the replicates that
   * both ran: positive if the finalist is worse, whether the objective is minimized or maximized.
   *
   * @param ofTheBest whether it is the best one's difference to itself
   * @param worseBy the estimate; NaN if they have no replicate in common
   * @param interval of the true difference; unbounded where their replicates are too few
   * @param replicates the number of replicates in common
   */
  public record Difference(boolean ofTheBest, double worseBy, Interval interval, int replicates) {
    /** Refuses null. */
    public Difference {
      Nulls.refuse("verdict: interval", interval);
    }
  }

  /**
   * What the race says of the best trial for one outcome constraint.
   *
   * @param constraint the constraint
   * @param value the aggregate over the best trial's replicates in the race
   * @param interval of its true value, as for an objective
   * @param satisfied whether the aggregate satisfies the constraint, its margin included
   * @param certain whether the race has shown it, with its confidence
   */
  public record OnConstraint(
      OutcomeConstraint constraint,
      double value,
      Interval interval,
      boolean satisfied,
      boolean certain) {
    /** Refuses null. */
    public OnConstraint {
      Nulls.refuse("verdict: constraint", constraint);
      Nulls.refuse("verdict: interval", interval);
    }
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there are fewer than two finalists, no objective, or an
   *     index that is not that of a finalist
   */
  public Verdict {
    Nulls.refuse("verdict: method", method);
    Nulls.refuseIn("verdict: finalists", finalists);
    Nulls.refuse("verdict: baseline", baseline);
    Nulls.refuseIn("verdict: objectives", objectives);
    Nulls.refuseIn("verdict: bounds", bounds);
    finalists = List.copyOf(finalists);
    objectives = List.copyOf(objectives);
    bounds = List.copyOf(bounds);
    if (finalists.size() < 2 || objectives.isEmpty()) {
      throw new IllegalArgumentException(
          "verdict: expected two finalists or more and an objective or more, got %s and %s"
              .formatted(finalists.size(), objectives.size()));
    }
    int count = finalists.size();
    for (int index : new int[] {best, baseline.orElse(0)}) {
      if (index < 0 || index >= count) {
        throw new IllegalArgumentException(
            "verdict: expected the index of one of %s finalists, got %s".formatted(count, index));
      }
    }
    for (OnObjective each : objectives) {
      if (each.differences().size() != count) {
        throw new IllegalArgumentException(
            "verdict: expected a difference for each of %s finalists, got %s"
                .formatted(count, each.differences().size()));
      }
    }
  }

  /** {@return the best finalist} */
  public Finalist winner() {
    return finalists.get(best);
  }

  /** {@return the number of the best trial} */
  public int bestTrial() {
    return winner().trial();
  }

  /** {@return what is known for the first objective, by which the race was run} */
  public OnObjective first() {
    return objectives.getFirst();
  }

  /** {@return the finalists that the race has not ruled out, the best one among them} */
  public List<Finalist> survivors() {
    return finalists.stream()
        .filter(finalist ->
            finalist.standing() == Standing.BEST || finalist.standing() == Standing.NOT_RULED_OUT)
        .toList();
  }

  /**
   * {@return U: the best trial is at most this much worse than any finalist that the race has not
   * ruled out, in the unit of the first objective's metric; infinite if their replicates are too
   * few to tell; 0 if it is the only one left}
   */
  public double atMostWorse() {
    return IntStream.range(0, finalists.size())
        .filter(i -> finalists.get(i).standing() == Standing.NOT_RULED_OUT)
        .mapToDouble(i -> -first().differences().get(i).interval().low())
        .max()
        .orElse(0);
  }

  /**
   * {@return how much worse than the best trial the baseline is in the first objective; empty if
   * there is no baseline}
   */
  public Optional<Difference> againstBaseline() {
    return baseline.isPresent()
        ? Optional.of(first().differences().get(baseline.getAsInt()))
        : Optional.empty();
  }

  /**
   * {@return the verdict in plain English, for example {@code Of 5 finalists trial 17 is best: loss
   * 0.123, 95 % interval 0.11 to 0.14 …}; the last sentence says what is not covered}
   */
  public String sentence() {
    return VerdictText.sentence(this);
  }

  /**
   * {@return a line for each finalist, best estimate first: its standing, its replicates, and for
   * each objective how much worse than the best it is, with the interval; lines end with a line
   * feed}
   */
  public String table() {
    return VerdictText.table(this);
  }

  /** {@return the sentence} */
  @Override
  public String toString() {
    return sentence();
  }
}
