package dev.beryl.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.space.Parameter;
import dev.beryl.space.PermutationParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.SubsetParameter;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Optimizers with a model find subsets and orders that a random search does not. */
class ItemsSearchTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 12).boxed().toList();
  private static final SubsetParameter<Integer> CHOSEN = Parameter.subset("chosen", ITEMS, 2, 6);
  private static final List<Integer> HIDDEN = List.of(1, 4, 8, 9, 11);
  private static final PermutationParameter<Integer> ORDER =
      Parameter.permutation("order", ITEMS.subList(0, 8));
  private static final int SEEDS = 3;

  private static double apart(List<Integer> chosen) {
    long common = chosen.stream().filter(HIDDEN::contains).count();
    return chosen.size() + HIDDEN.size() - 2.0 * common;
  }

  /** The sum of how far items are from their own places; 0 to 32. */
  private static double disorder(List<Integer> order) {
    return IntStream.range(0, order.size()).map(i -> Math.abs(order.get(i) - i)).sum();
  }

  private static StudyResult study(Parameter parameter, String optimizer, int trials, long seed) {
    return Experiment.<Double>measuring(
            "loss", ctx -> parameter == CHOSEN ? apart(ctx.get(CHOSEN)) : disorder(ctx.get(ORDER)))
        .optimize(
            Study.of(SearchSpace.of(parameter), Objective.minimize("loss"))
                .optimizer(optimizer)
                .trials(trials)
                .seed(seed));
  }

  private static double best(Parameter parameter, String optimizer, int trials) {
    double sum = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      sum += study(parameter, optimizer, trials, seed).bestTrial().orElseThrow().value();
    }
    return sum / SEEDS;
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpe", "cma-es", "gp"})
  void subset_isFoundNearer_thanByARandomSearch(String optimizer) {
    int trials = optimizer.equals("gp") ? 50 : 120;

    assertThat(best(CHOSEN, optimizer, trials)).isLessThan(best(CHOSEN, "random", trials));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpe", "cma-es", "gp"})
  void order_isFoundNearer_thanByARandomSearch(String optimizer) {
    int trials = optimizer.equals("gp") ? 50 : 150;

    assertThat(best(ORDER, optimizer, trials)).isLessThan(best(ORDER, "random", trials));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpe", "cma-es", "gp", "random", "sobol", "halton"})
  void everyOptimizer_proposesSubsetsOfTheRightSizes(String optimizer) {
    StudyResult result = study(CHOSEN, optimizer, 40, 5);

    assertThat(result.trials())
        .extracting(Trial::treatment)
        .hasSize(40)
        .allSatisfy(treatment ->
            assertThat(treatment.get(CHOSEN)).hasSizeBetween(2, 6).doesNotHaveDuplicates());
  }
}
