package dev.beryl.journal;

import dev.beryl.space.Parameter;
import dev.beryl.trial.Direction;
import dev.beryl.trial.OutcomeConstraint;
import java.util.List;

/**
 * What a journal says of its study: enough to read all other records without the program that wrote
 * them.
 *
 * @param identity the text that identifies the study, {@link
 *     dev.beryl.study.StudyResult#identity()}
 * @param replicates how often each treatment is run
 * @param conditional whether parameters can be inactive
 * @param session whether its trials are run by the user of a session
 * @param parameters in the order of the space, without defaults and conditions; the values of
 *     choices are their texts
 * @param goals the objectives, in order
 * @param bounds the outcome constraints, in order
 * @param penalties what a replicate that fails is counted with, for each goal, then for each bound;
 *     empty: it has no values then
 */
public record JournalHeader(
    String identity,
    int replicates,
    boolean conditional,
    boolean session,
    List<Parameter> parameters,
    List<Goal> goals,
    List<Bound> bounds,
    List<Double> penalties) {

  /**
   * An objective.
   *
   * @param metric the metric's name
   * @param direction which way is better
   * @param aggregation the name of the aggregation
   */
  public record Goal(String metric, Direction direction, String aggregation) {}

  /**
   * An outcome constraint.
   *
   * @param metric the metric's name
   * @param sense on which side of the bound the aggregate must be
   * @param bound the bound
   * @param aggregation the name of the aggregation
   */
  public record Bound(
      String metric, OutcomeConstraint.Sense sense, double bound, String aggregation) {}

  /** Copies the lists. */
  public JournalHeader {
    parameters = List.copyOf(parameters);
    goals = List.copyOf(goals);
    bounds = List.copyOf(bounds);
    penalties = List.copyOf(penalties);
  }
}
