package dev.beryl;

import dev.beryl.journal.Durability;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.OrdinalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import java.nio.file.Path;

/**
 * The study of the journals that are kept for ever; not to be changed, as they would not be its.
 */
final class GoldenStudy {
  private static final RealParameter RATE = Parameter.real("rate", 1e-4, 1).log();
  private static final RealParameter SHARE = Parameter.real("share", 0, 0.5).step(0.1);
  private static final CategoricalParameter<String> KIND =
      Parameter.choice("kind", "plain", "with, comma", "größer \"als\"");
  private static final IntegerParameter DEPTH =
      Parameter.integer("depth", -2, 9).when(KIND, "plain");
  private static final OrdinalParameter<String> SIZE = Parameter.ordinal("size", "S", "M", "L");
  private static final SearchSpace SPACE =
      SearchSpace.of(RATE, SHARE, KIND, DEPTH, SIZE)
          .subjectTo(
              "no large plain", t -> !(t.get(KIND).equals("plain") && t.get(SIZE).equals("L")));

  private GoldenStudy() {}

  private static Treatment proposed(int number) {
    double[] unit = new double[5];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (0.17 + number * (i + 1) * 0.381) % 1;
    }
    return SPACE.fromUnit(unit);
  }

  static Study study(Path journal, int trials) {
    return Study.of(
            SPACE, Objective.minimize("loss"), Objective.maximize("gain", Aggregation.median()))
        .outcomeConstraints(OutcomeConstraint.atMost("loss", 0.75))
        .optimizer(TestOptimizers.of(setting -> new ScriptedOptimizer(GoldenStudy::proposed)))
        .pruner(TestPruners.aboveTheMean())
        .trials(trials)
        .replicates(2)
        .tolerateReplicates(1)
        .parallelism(2)
        .threads(1)
        .seed(42)
        .neverFail()
        .journal(journal, Durability.none());
  }

  static Experiment<Double> experiment() {
    return Experiment.from(ctx -> ctx.get(RATE) + ctx.get(SHARE))
        .then(
            "measure",
            (x, ctx) -> {
              if (ctx.trial() == 3) {
                throw new IllegalStateException("line one\nline \"two\"");
              }
              for (int step = 0; step < 3; step++) {
                ctx.report(step, x * (step + 1), ctx.trial() == 4 ? Double.NaN : -x);
              }
              if (ctx.trial() % 2 == 0) {
                ctx.note("größe", "trial " + ctx.trial() + ", replicate " + ctx.replicate());
              }
              ctx.record("loss", ctx.trial() == 5 ? Double.POSITIVE_INFINITY : x);
              ctx.record("gain", x * 3);
              ctx.record("gain", -0.0);
              return x;
            })
        .then(
            "end",
            (x, ctx) -> {
              if (ctx.trial() == 6 && ctx.replicate() == 1) {
                throw new IllegalStateException("tolerated");
              }
              return x;
            })
        .build();
  }

  /**
   * Makes the journal, in two runs.
   *
   * @param arguments where
   */
  public static void main(String[] arguments) {
    Path journal = Path.of(arguments[0]);
    for (int trials : new int[] {9, 16}) {
      System.out.println(experiment().optimize(study(journal, trials)).digest());
    }
  }
}
