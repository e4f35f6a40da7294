package dev.beryl.optimizers.cma;

import java.util.ArrayList;
import java.util.List;

/**
 * The results of a generation, in any order, until there are as many as the population has samples.
 *
 * <p>Synchronous: only the first samples of this generation count. Otherwise every result counts:
 * all samples of this generation and of the last, and of older samples and points from elsewhere
 * the best, up to a third of the population.
 *
 * <p>If half of the results or more are failures, these are dropped and as many further results are
 * awaited, three times over at most.
 */
final class Generation {
  private static final int MOST_ROUNDS = 3;

  private final int population;
  private final boolean synchronous;
  private final int mostLate;
  private final List<Candidate> fresh = new ArrayList<>();
  private final List<Candidate> late = new ArrayList<>();
  private final Candidate[] members;
  private int counted; // of the fresh
  private int limit;
  private int rounds;

  Generation(int population, boolean synchronous) {
    this.population = population;
    this.synchronous = synchronous;
    this.mostLate = (population + 2) / 3;
    this.members = new Candidate[population];
    this.limit = population;
  }

  /**
   * Takes in a result.
   *
   * @param current the number of the generation that is being sampled
   */
  void add(Candidate candidate, long current) {
    boolean timely = candidate.generation >= (synchronous ? current : current - 1);
    if (timely) {
      fresh.add(candidate);
      counted += counts(candidate) ? 1 : 0;
    } else if (!synchronous && candidate.completed()) {
      candidate.rankedLoss = candidate.loss;
      late.add(candidate);
      if (late.size() > mostLate) {
        late.remove(worst(late));
      }
    }
  }

  private static int worst(List<Candidate> candidates) {
    int worst = 0;
    for (int i = 1; i < candidates.size(); i++) {
      if (candidates.get(worst).precedes(candidates.get(i))) {
        worst = i;
      }
    }
    return worst;
  }

  /** {@return whether there are enough results} */
  boolean isComplete() {
    if (counted + late.size() < population) {
      return false;
    }
    int failed = 0;
    for (Candidate candidate : fresh) {
      failed += counts(candidate) && candidate.failed() ? 1 : 0;
    }
    if (2 * failed < population || rounds == MOST_ROUNDS) {
      return true;
    }
    rounds++;
    int before = limit;
    limit += failed;
    fresh.removeIf(candidate -> candidate.failed() && (!synchronous || candidate.index < before));
    counted = 0;
    for (Candidate candidate : fresh) {
      counted += counts(candidate) ? 1 : 0;
    }
    return isComplete();
  }

  private boolean counts(Candidate candidate) {
    return !synchronous || candidate.index < limit;
  }

  /** {@return the members of the complete generation; the next one starts empty} */
  Candidate[] take() {
    int count = 0;
    for (Candidate candidate : late) {
      members[count++] = candidate;
    }
    for (Candidate candidate : fresh) {
      if (count < population && counts(candidate)) {
        members[count++] = candidate;
      }
    }
    fresh.clear();
    late.clear();
    counted = 0;
    limit = population;
    rounds = 0;
    return members;
  }
}
