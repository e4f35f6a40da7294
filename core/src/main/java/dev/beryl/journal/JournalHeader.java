package dev.beryl.journal;

import dev.beryl.result.StudyDigest;
import dev.beryl.trial.Problem;
import java.util.List;

/**
 * What a journal says of its study: enough to read all other records without the program that wrote
 * them.
 *
 * <p>The problem of a journal that was read differs from the study's own in three things. A value
 * of a choice is a text, a boolean, an int, a long or a double as it was; a constant of an enum, or
 * anything else, is the text that it printed as. A hard constraint is known by its name, and every
 * treatment satisfies it. An aggregation that is not ready-made is known by its name only, see
 * {@link dev.beryl.trial.Aggregation#named}.
 *
 * @param identity the text that identifies the study, {@link
 *     dev.beryl.study.StudyResult#identity()}
 * @param session whether its trials are run by the user of a session
 * @param problem what is searched, what for, and within which outcome constraints
 * @param replication how a treatment becomes a trial
 * @param search how treatments are found
 */
public record JournalHeader(
    String identity, boolean session, Problem problem, Replication replication, Search search) {

  /**
   * How a treatment becomes a trial.
   *
   * @param replicates how often each treatment is run, at least 1
   * @param commonSeeds whether a replicate has the same seed in every trial
   * @param retries how often a failing replicate is run again
   * @param tolerated how many failed replicates leave a trial completed
   * @param penalties what a failing replicate is counted with, for each objective, then for each
   *     outcome constraint; empty: it is not counted
   */
  public record Replication(
      int replicates, boolean commonSeeds, int retries, int tolerated, List<Double> penalties) {
    /**
     * Copies the list and checks the numbers.
     *
     * @throws IllegalArgumentException if there is no replicate or a number is negative
     */
    public Replication {
      penalties = List.copyOf(penalties);
      if (replicates < 1 || retries < 0 || tolerated < 0) {
        throw new IllegalArgumentException(
            "expected replicates >= 1, retries and tolerated ones >= 0, got %s, %s and %s"
                .formatted(replicates, retries, tolerated));
      }
    }
  }

  /**
   * How treatments are found.
   *
   * @param optimizer the optimizer's name
   * @param options its options as canonical text; empty: there are none
   * @param seed the study's seed
   * @param parallelism how many trials may be in flight
   * @param asCompleted whether trials are told as they are completed
   */
  public record Search(
      String optimizer, String options, long seed, int parallelism, boolean asCompleted) {}

  /**
   * Checks the penalties.
   *
   * @throws IllegalArgumentException if there are some, but not one for each objective and outcome
   *     constraint
   */
  public JournalHeader {
    int penalties = replication.penalties().size();
    if (penalties != 0 && penalties != problem.metrics().size()) {
      throw new IllegalArgumentException(
          "it has %s penalties for %s objectives and constraints"
              .formatted(penalties, problem.metrics().size()));
    }
  }

  /**
   * {@return by what units of work refer to the study: the SHA-256 of its identity in UTF-8, 64
   * hexadecimal digits}
   */
  public String study() {
    return StudyDigest.ofText(identity);
  }
}
