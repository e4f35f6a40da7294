package dev.beryl.result;

import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What identifies a study. Studies with equal identities, and the same number of trials if the
 * optimizer depends on it, have equal trials, bit for bit.
 *
 * @param space what is searched
 * @param objectives what it is searched for
 * @param optimizer the optimizer's name
 * @param options its options as canonical text
 * @param seed the study's seed
 * @param replicates how often each treatment is run
 * @param commonSeeds whether a replicate has the same seed in every trial
 * @param parallelism how many trials may be in flight
 * @param asCompleted whether trials are told as they end
 * @param rules what else decides on trials, a line each: pruner, retries, limits of time
 */
public record Identity(
    SearchSpace space,
    List<Objective> objectives,
    String optimizer,
    String options,
    long seed,
    int replicates,
    boolean commonSeeds,
    int parallelism,
    boolean asCompleted,
    List<String> rules) {
  /** Copies the lists. */
  public Identity {
    objectives = List.copyOf(objectives);
    rules = List.copyOf(rules);
  }

  /** {@return the identity in readable, canonical text} */
  public String text() {
    return """
    %s\
    %s
    optimizer %s%s
    seed %s
    replicates %s with %s seeds
    parallelism %s%s
    %s\
    """
        .formatted(
            space.canonical(),
            objectives.stream().map(Objective::toString).collect(Collectors.joining("\n")),
            optimizer,
            options.isEmpty() ? "" : " " + options,
            seed,
            replicates,
            commonSeeds ? "common" : "independent",
            parallelism,
            asCompleted ? ", told in the order of completion" : "",
            rules.stream().map(rule -> rule + "\n").collect(Collectors.joining()));
  }

  /**
   * What a result says of the study.
   *
   * @param name the study's name, which is no part of its identity; empty if it has none
   * @return the facts
   */
  public StudyFacts facts(String name) {
    return new StudyFacts(this::text, name, optimizer, seed, asCompleted);
  }
}
