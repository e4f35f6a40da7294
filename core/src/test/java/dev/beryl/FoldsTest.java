package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldsTest {

  @ParameterizedTest
  @CsvSource({"2, 2", "5, 5", "10, 3", "569, 10", "1000, 7"})
  void everyExample_isInOneFold_andTrainsTheOthers(int examples, int k) {
    Folds folds = Folds.of(examples, k, 3);

    assertThat(folds.count()).isEqualTo(k);
    assertThat(folds.examples()).isEqualTo(examples);
    List<Integer> judged = new ArrayList<>();
    for (int fold = 0; fold < k; fold++) {
      int[] validation = folds.validation(fold);
      int[] training = folds.training(fold);
      assertThat(validation.length).isBetween(examples / k, Math.ceilDiv(examples, k));
      assertThat(validation).isSorted();
      assertThat(training).isSorted();
      assertThat(IntStream.concat(Arrays.stream(validation), Arrays.stream(training)).sorted())
          .containsExactlyElementsOf(IntStream.range(0, examples).boxed().toList());
      Arrays.stream(validation).forEach(judged::add);
    }
    assertThat(judged)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, examples).boxed().toList());
  }

  @Test
  void seed_decidesTheFolds_whichAreShuffled() {
    assertThat(Folds.of(100, 5, 1).validation(2)).isEqualTo(Folds.of(100, 5, 1).validation(2));
    assertThat(Folds.of(100, 5, 1).validation(2)).isNotEqualTo(Folds.of(100, 5, 2).validation(2));
    folds(1).validation(0)[0] = -1;
    assertThat(folds(1).validation(0)[0]).isNotNegative();
    assertThat(folds(1)).hasToString("5 folds of 100 examples");
  }

  private static Folds folds(long seed) {
    return Folds.of(100, 5, seed);
  }

  /** In 2000 seeds each of 20 examples is in fold 0 of 4 about 500 times, ± 19.4 (one sigma). */
  @Test
  void eachFold_isEquallyLikelyForEachExample() {
    int[] inFirst = new int[20];
    for (int seed = 0; seed < 2000; seed++) {
      for (int example : Folds.of(20, 4, seed).validation(0)) {
        inFirst[example]++;
      }
    }
    assertThat(Arrays.stream(inFirst))
        .as("5 sigma: a false alarm in 80 000 choices of the seeds")
        .allSatisfy(n -> assertThat(n).isBetween(403, 597));
  }

  @Test
  void stratified_sharesOutEachLabel() {
    List<String> labels =
        new ArrayList<>(
            Stream.of(
                    Collections.nCopies(37, "a"),
                    Collections.nCopies(12, "b"),
                    Collections.nCopies(4, "rare"))
                .flatMap(List::stream)
                .toList());
    Collections.shuffle(labels, new java.util.Random(5));

    Folds folds = Folds.stratified(labels, 5, 9);

    for (int fold = 0; fold < 5; fold++) {
      int[] validation = folds.validation(fold);
      assertThat(validation.length).isBetween(10, 11);
      assertThat(count(labels, validation, "a")).isBetween(7L, 8L);
      assertThat(count(labels, validation, "b")).isBetween(2L, 3L);
      assertThat(count(labels, validation, "rare")).isBetween(0L, 1L);
    }
  }

  private static long count(List<String> labels, int[] examples, String label) {
    return Arrays.stream(examples).filter(i -> labels.get(i).equals(label)).count();
  }

  @Test
  void badNumbers_areRefused() {
    for (int k : new int[] {-1, 0, 1, 11}) {
      assertThatThrownBy(() -> Folds.of(10, k, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "folds: expected a number of folds from 2 to 10, the number of examples, got " + k);
    }
    assertThatThrownBy(() -> Folds.stratified(List.of("a", "b"), 3, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Folds.of(10, 5, 0).training(5))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Folds.of(10, 5, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("folds: random: expected a value, got null");
  }

  @Test
  void studyRandom_isTheSameInAllReplicatesAndTrials_andDiffersByNameAndSeed() {
    var folds = Collections.synchronizedSet(new java.util.HashSet<String>());
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              Folds own = Folds.of(30, 3, ctx.studyRandom("folds"));
              folds.add(Arrays.toString(own.validation(0)));
              assertThat(ctx.studyRandom("folds").nextLong())
                  .isEqualTo(ctx.studyRandom("folds").nextLong())
                  .isNotEqualTo(ctx.studyRandom("other").nextLong())
                  .isNotEqualTo(ctx.random().nextLong());
              return ctx.get(OneParameter.X);
            });

    var result = experiment.optimize(OneParameter.study(1, 2, 3).replicates(3).seed(8));
    assertThat(result.trials()).allMatch(trial -> trial.isCompleted());
    assertThat(folds).hasSize(1);
    String ofStudy = folds.iterator().next();
    folds.clear();
    experiment.run(List.of(OneParameter.at(1)), 2, 8);
    assertThat(folds).as("of a run with the same seed").containsExactly(ofStudy);
    folds.clear();
    experiment.apply(OneParameter.at(1), 9);
    assertThat(folds).hasSize(1).doesNotContain(ofStudy);
  }

  @Test
  void anyGenerator_mayShuffle() {
    assertThat(Folds.of(10, 2, new SplittableRandom(1)).validation(0)).hasSize(5);
  }
}
