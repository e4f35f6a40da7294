package dev.beryl.optimizers;

import dev.beryl.optimizers.pruning.Checkpoints;
import dev.beryl.spi.Option;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Options of the pruners that compare a trial with others. */
final class ComparisonOptions {
  static final Option<Checkpoints> CHECKPOINTS =
      Option.choice(
              "checkpoints",
              Checkpoints.class,
              "where trials are judged: at the curve of replicate 0, at rounds of replicates, or"
                  + " both")
          .withDefault(Checkpoints.BOTH);

  static final Option<Integer> GUARD =
      Option.integer(
              "guard",
              0,
              Integer.MAX_VALUE,
              "prune only trials that are worse than each of this number of best completed trials; 0"
                  + " for no guard")
          .withDefault(3);

  static final Option<String> ROUNDS =
      Option.of(
          "rounds",
          "ascending numbers of replicates, such as '1,3,9'",
          "after how many replicates a trial is judged; if not given, after 1, 3, 9, 27, …",
          ComparisonOptions::readRounds);

  static final Option<Boolean> PROJECTED_END =
      Option.flag(
              "projected-end",
              "stop a curve only if its end, projected from its progress, is behind as well")
          .withDefault(true);

  static final Option<Long> MAX_RESOURCE =
      StepOptions.atLeast(
          2,
          "max-resource",
          "the step at which a replicate usually ends, R in papers; if not given, it is learned from"
              + " the first completed trials");

  static final Option<Integer> REDUCTION_FACTOR =
      Option.integer(
              "reduction-factor",
              2,
              Integer.MAX_VALUE,
              "at each checkpoint the best 1 in this number continues; eta in papers")
          .withDefault(3);

  private static final List<Integer> POWERS_OF_3 =
      IntStream.iterate(1, n -> n <= Integer.MAX_VALUE / 3, n -> 3 * n).boxed().toList();

  private ComparisonOptions() {}

  static Option<Integer> startupTrials(int number) {
    return Option.integer(
            "startup-trials",
            0,
            Integer.MAX_VALUE,
            "prune no trial before this number of others have been told")
        .withDefault(number);
  }

  static Option<Double> rung(double share, String description) {
    return Option.real("rung", 0, 1, description).withDefault(share);
  }

  /** The text of numbers of replicates, as the option has it. */
  static String text(int... rounds) {
    return Arrays.stream(rounds).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  static List<Integer> rounds(Optional<String> chosen) {
    return chosen
        .map(text -> Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList())
        .orElse(POWERS_OF_3);
  }

  private static @Nullable String readRounds(Object given) {
    try {
      int[] rounds =
          Arrays.stream(given.toString().split(",", -1))
              .mapToInt(number -> Integer.parseInt(number.strip()))
              .toArray();
      for (int i = 0; i < rounds.length; i++) {
        if (rounds[i] <= (i == 0 ? 0 : rounds[i - 1])) {
          return null;
        }
      }
      return text(rounds);
    } catch (NumberFormatException notOne) {
      return null;
    }
  }
}
