package dev.beryl.replay;

import dev.beryl.execution.local.Penalty;
import dev.beryl.execution.local.ReplicatePolicy;
import dev.beryl.journal.JournalHeader;
import dev.beryl.result.Identity;
import dev.beryl.trial.Problem;
import java.util.List;

/** Creates the description of a study for its journal. */
public final class StudyHeader {
  private StudyHeader() {}

  /**
   * Creates the header of a study's journal.
   *
   * @param racing whether trials may get more replicates after they were told
   * @param session whether its trials are run by the user of a session
   * @param name of the study; empty if it has none
   * @return the header
   */
  public static JournalHeader of(
      Identity identity,
      Problem problem,
      ReplicatePolicy policy,
      boolean racing,
      boolean session,
      String name) {
    Penalty penalty = policy.penalty();
    return new JournalHeader(
        identity.text(),
        session,
        problem,
        new JournalHeader.Replication(
            identity.replicates(),
            identity.commonSeeds(),
            policy.retries(),
            policy.tolerated(),
            penalty == null ? List.of() : penalty.values(),
            racing),
        new JournalHeader.Search(
            identity.optimizer(),
            identity.options(),
            identity.seed(),
            identity.parallelism(),
            identity.asCompleted()),
        name);
  }
}
