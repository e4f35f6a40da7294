package dev.beryl.result;

import dev.beryl.metric.Recorder;
import dev.beryl.metric.Recordings;
import dev.beryl.metric.TrialTable;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Outcome.Reason;
import dev.beryl.trial.Report;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Results with all that makes exporting hard: names and values full of separators, odd numbers. */
final class RandomResults {
  private static final double[] ODD = {
    0,
    -0.0,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    0.1,
    1 / 3.0,
    1e22,
    1e23,
    9007199254740993.0,
    2.2250738585072011e-308,
    -1.5,
    123456789.123456789
  };

  private RandomResults() {}

  static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars('"', ',', '\n', '\r', '\'', ';', '\t', ' ', 'a', 'Z', '0', '\\', 'é', '日', '%')
        .ofMinLength(1)
        .ofMaxLength(8)
        .filter(text -> !text.isBlank());
  }

  static Arbitrary<TableResult> results() {
    return Combinators.combine(
            texts().list().ofSize(9).uniqueElements(),
            Arbitraries.longs(),
            Arbitraries.integers().between(0, 12))
        .as(RandomResults::result);
  }

  private static TableResult result(List<String> texts, long seed, int trials) {
    CategoricalParameter<String> parent =
        Parameter.choice(texts.get(0), texts.get(1), texts.get(2), "plain");
    SearchSpace space =
        SearchSpace.of(
            Parameter.real(texts.get(3), -1e300, 1e300),
            Parameter.integer(texts.get(4), Long.MIN_VALUE / 4, Long.MAX_VALUE / 4),
            parent,
            Parameter.flag(texts.get(5)).when(parent, "plain"),
            Parameter.real(texts.get(6), 0, 1).step(0.1).when(parent, texts.get(1)));
    var objectives =
        new Objective[] {
          Objective.minimize(texts.get(7)),
          Objective.maximize(texts.get(8)),
          Objective.minimize(texts.get(8), Aggregation.max())
        };
    TrialTable table = Tables.empty(space, objectives);
    var random = new SplittableRandom(seed);
    for (int i = 0; i < trials; i++) {
      append(table, random, texts);
    }
    return Tables.result(table);
  }

  private static void append(TrialTable table, SplittableRandom random, List<String> texts) {
    double[] unit = new double[table.space().dimension()];
    Arrays.setAll(unit, i -> random.nextDouble());
    var replicates = new Recorder[random.nextInt(1, 4)];
    for (int r = 0; r < replicates.length; r++) {
      replicates[r] = new Recorder();
      for (int v = random.nextInt(3); v >= 0; v--) {
        replicates[r].record(texts.get(7), number(random));
        replicates[r].record(texts.get(8), number(random));
      }
      if (random.nextInt(3) == 0) {
        replicates[r].record("extra", Double.NaN);
        replicates[r].record("extra", Double.NEGATIVE_INFINITY);
        replicates[r].report(new Report(r, random.nextLong(), number(random), Double.NaN));
      }
    }
    double[] values = {number(random), number(random), number(random)};
    table.append(
        random.nextInt(),
        table.space().fromUnit(unit),
        outcome(random, texts.get(0)),
        Recordings.of(replicates),
        values,
        random.nextLong(1L << 40));
  }

  private static double number(SplittableRandom random) {
    return random.nextInt(3) == 0
        ? ODD[random.nextInt(ODD.length)]
        : random.nextDouble() * Math.pow(10, random.nextInt(-20, 20));
  }

  private static Outcome outcome(SplittableRandom random, String text) {
    return switch (random.nextInt(7)) {
      case 0 -> new Outcome.Failed(Reason.EXCEPTION, 1, text, "said \"" + text + "\"", null);
      case 1 -> new Outcome.Rejected(text);
      case 2 -> new Outcome.TimedOut(0, text, Duration.ofSeconds(3));
      case 3 -> new Outcome.Pruned(2, 17);
      default -> Outcome.COMPLETED;
    };
  }
}
