package dev.beryl.journal;

import dev.beryl.fault.Nulls;
import dev.beryl.result.StudyDigest;
import dev.beryl.trial.Problem;
import java.util.List;

/**
 * A journal's description of its study. It is enough to read all other records without the program
 * that wrote them.
 *
 * <p>The problem that is read from a journal differs from the study's own in three points. A
 * choice's value keeps its type if it is a text, a boolean, an int, a long or a double; any other
 * value, such as an enum's constant, becomes its {@code toString()} text. A hard constraint has its
 * name, but every treatment satisfies it. An aggregation that is not ready-made is known by its
 * name only, see {@link dev.beryl.trial.Aggregation#named}.
 *
 * @param identity the text that identifies the study, {@link
 *     dev.beryl.study.StudyResult#identity()}
 * @param session whether the study is a session, whose caller runs the trials
 * @param problem the search space, objectives and outcome constraints
 * @param replication how a treatment is replicated in a trial
 * @param search how treatments are found
 * @param name the study's name; empty if it has none
 */
public record JournalHeader(
    String identity,
    boolean session,
    Problem problem,
    Replication replication,
    Search search,
    String name) {

  /**
   * How a treatment is replicated in a trial.
   *
   * @param replicates the number of times that each treatment is run, at least 1
   * @param commonSeeds whether a replicate has the same seed in every trial
   * @param retries the largest number of retries of a failing replicate
   * @param tolerated the largest number of failed replicates of a completed trial
   * @param penalties the values given to a failed replicate, for each objective, then for each
   *     outcome constraint; empty if it has no values
   * @param racing whether a trial may get more replicates after it was told; {@code replicates} is
   *     then the least number
   */
  public record Replication(
      int replicates,
      boolean commonSeeds,
      int retries,
      int tolerated,
      List<Double> penalties,
      boolean racing) {
    /**
     * Copies the list and checks the numbers.
     *
     * @throws IllegalArgumentException if there is no replicate or a number is negative
     */
    public Replication {
      Nulls.refuseIn("journal header: penalties", penalties);
      penalties = List.copyOf(penalties);
      if (replicates < 1 || retries < 0 || tolerated < 0) {
        throw new IllegalArgumentException(
            "expected replicates >= 1, retries >= 0 and tolerated replicates >= 0, got %s, %s and %s"
                .formatted(replicates, retries, tolerated));
      }
    }
  }

  /**
   * How treatments are found.
   *
   * @param optimizer the optimizer's name
   * @param options its options as canonical text; empty if there are none
   * @param seed the study's seed
   * @param parallelism the number of trials that may be in flight
   * @param asCompleted whether trials are told as they end
   */
  public record Search(
      String optimizer, String options, long seed, int parallelism, boolean asCompleted) {
    /** Refuses null. */
    public Search {
      Nulls.refuse("journal header: optimizer", optimizer);
      Nulls.refuse("journal header: options", options);
    }
  }

  /**
   * Checks the penalties.
   *
   * @throws IllegalArgumentException if their number is neither 0 nor that of the objectives and
   *     outcome constraints
   */
  public JournalHeader {
    Nulls.refuse("journal header: identity", identity);
    Nulls.refuse("journal header: problem", problem);
    Nulls.refuse("journal header: replication", replication);
    Nulls.refuse("journal header: search", search);
    Nulls.refuse("journal header: name", name);
    int penalties = replication.penalties().size();
    if (penalties != 0 && penalties != problem.metrics().size()) {
      throw new IllegalArgumentException(
          "it has %s penalties for %s objectives and constraints"
              .formatted(penalties, problem.metrics().size()));
    }
  }

  /**
   * {@return the text by which units of work refer to the study: the SHA-256 of its identity in
   * UTF-8, 64 hexadecimal digits}
   */
  public String study() {
    return StudyDigest.ofText(identity);
  }
}
