package dev.beryl.result;

import dev.beryl.study.Recommendation;
import dev.beryl.study.StudyResult;
import java.util.Optional;

/** What exports and tables say of a recommendation besides the trials. */
final class Recommendations {
  private Recommendations() {}

  /** What the optimizer recommends; empty if it recommends nothing, or a race has decided. */
  static Optional<Recommendation> byOptimizer(StudyResult result) {
    boolean decided = result.verdict().isPresent();
    return result.objectives().size() > 1 || decided || result.bestTrial().isEmpty()
        ? Optional.empty()
        : Optional.of(result.recommendation()).filter(each -> each.optimizer().isPresent());
  }
}
