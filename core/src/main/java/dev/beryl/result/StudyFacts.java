package dev.beryl.result;

import dev.beryl.spi.Delegation;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a result says of its study besides the problem.
 *
 * @param identity makes the text that identifies the study, which few look at
 * @param name the study's name; empty if it has none
 * @param optimizer the optimizer's name
 * @param seed the study's seed
 * @param asCompleted whether trials were told as they were completed
 * @param delegations which optimizers proposed for the study's
 */
public record StudyFacts(
    Supplier<String> identity,
    String name,
    String optimizer,
    long seed,
    boolean asCompleted,
    List<Delegation> delegations) {
  public StudyFacts {
    delegations = List.copyOf(delegations);
  }

  public StudyFacts(
      Supplier<String> identity, String name, String optimizer, long seed, boolean asCompleted) {
    this(identity, name, optimizer, seed, asCompleted, List.of());
  }

  /** These facts with the optimizers that proposed for the study's. */
  public StudyFacts delegating(List<Delegation> to) {
    return new StudyFacts(identity, name, optimizer, seed, asCompleted, to);
  }
}
