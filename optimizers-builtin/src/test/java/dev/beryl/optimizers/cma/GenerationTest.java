package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GenerationTest {
  private static final int POPULATION = 6;

  @Test
  void isComplete_asManyAsThePopulation_inAnyOrder() {
    var generation = new Generation(POPULATION, false);
    for (int index : new int[] {5, 0, 7, 2, 1}) {
      generation.add(sample(3, index, index), 3);
      assertThat(generation.isComplete()).isFalse();
    }
    generation.add(sample(3, 9, 0), 3);
    assertThat(generation.isComplete()).isTrue();
    assertThat(generation.take()).extracting(c -> c.index).contains(5, 0, 7, 2, 1, 9);
    assertThat(generation.isComplete()).isFalse();
  }

  @Test
  void add_ofTheLastGeneration_counts() {
    var generation = new Generation(POPULATION, false);
    for (int k = 0; k < POPULATION; k++) {
      generation.add(sample(k % 2 == 0 ? 3 : 2, k, k), 3);
    }
    assertThat(generation.isComplete()).isTrue();
  }

  @Test
  void add_olderOnes_theBestOfThemMakeUpNoMoreThanAThird() {
    var generation = new Generation(POPULATION, false);
    for (int k = 0; k < 50; k++) {
      generation.add(sample(0, k, 50 - k), 3);
    }
    for (int k = 0; k < 4; k++) {
      assertThat(generation.isComplete()).isFalse();
      generation.add(sample(3, k, k), 3);
    }
    assertThat(generation.isComplete()).isTrue();
    assertThat(generation.take())
        .filteredOn(c -> c.generation == 0)
        .extracting(c -> c.loss)
        .containsExactlyInAnyOrder(1.0, 2.0);
  }

  @Test
  void synchronous_onlyTheFirstSamplesOfTheGenerationCount() {
    var generation = new Generation(POPULATION, true);
    generation.add(sample(3, 6, 0), 3);
    generation.add(sample(2, 0, 0), 3);
    generation.add(sample(-1, 0, 0), 3);
    for (int k = POPULATION - 1; k >= 0; k--) {
      assertThat(generation.isComplete()).isFalse();
      generation.add(sample(3, k, k), 3);
    }
    assertThat(generation.isComplete()).isTrue();
    assertThat(generation.take())
        .extracting(c -> c.index)
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
  }

  @Test
  void isComplete_halfFailed_awaitsOthersAFewTimes() {
    var generation = new Generation(POPULATION, true);
    for (int k = 0; k < POPULATION + 9; k++) {
      assertThat(generation.isComplete()).isFalse();
      generation.add(k < 3 ? sample(3, k, k) : Candidates.failed(1, k, 3), 3);
    }
    assertThat(generation.isComplete()).isTrue();
    assertThat(generation.take()).filteredOn(Candidate::failed).hasSize(3);
  }

  private static Candidate sample(long generation, int index, double loss) {
    Candidate candidate = Candidates.completed(1, loss, index);
    candidate.generation = generation;
    return candidate;
  }
}
