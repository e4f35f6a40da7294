package dev.beryl;

import dev.beryl.journal.Durability;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Trial;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A study with all that a journal has to keep, which other processes kill. Says what its optimizer
 * hears, and at last its digest.
 *
 * @param durability {@code everyRecord}, {@code grouped} or {@code none}
 * @param optimizer {@code chained} or {@code uniform}
 * @param threads how many
 * @param parallelism how many trials in flight
 * @param eager whether trials are told as they end
 * @param seed the study's
 */
record MortalStudy(
    String durability, String optimizer, int threads, int parallelism, boolean eager, long seed) {
  static final int TRIALS = 60;

  private static final CategoricalParameter<String> KIND = Parameter.choice("kind", "a", "b", "c");
  private static final IntegerParameter DEPTH = Parameter.integer("depth", 1, 9).when(KIND, "b");
  private static final SearchSpace SPACE =
      SearchSpace.of(FaultyReplicates.X, KIND, DEPTH)
          .subjectTo(
              "not far out", t -> t.get(FaultyReplicates.X) < 0.9 || t.get(KIND).equals("a"));

  static MortalStudy of(List<String> arguments) {
    return new MortalStudy(
        arguments.get(0),
        arguments.get(1),
        Integer.parseInt(arguments.get(2)),
        Integer.parseInt(arguments.get(3)),
        Boolean.parseBoolean(arguments.get(4)),
        Long.parseLong(arguments.get(5)));
  }

  List<Object> arguments() {
    return List.of(durability, optimizer, threads, parallelism, eager, seed);
  }

  Durability durable() {
    return switch (durability) {
      case "everyRecord" -> Durability.everyRecord();
      case "grouped" -> Durability.grouped(Duration.ofMillis(2));
      case "none" -> Durability.none();
      default -> throw new IllegalArgumentException(durability);
    };
  }

  private OptimizerChoice choice() {
    return optimizer.equals("uniform")
        ? TestOptimizers.uniform()
        : TestOptimizers.of(setting -> new ChainedOptimizer(setting.space(), setting.seed()));
  }

  /** Says what its optimizer hears before it hears it. */
  private static OptimizerChoice saying(OptimizerChoice choice, PrintStream out) {
    return TestOptimizers.of(setting -> {
      Optimizer speechless = choice.provider().create(setting);
      return new Optimizer() {
        @Override
        public List<Treatment> ask(int max) {
          return speechless.ask(max);
        }

        @Override
        public void tell(Trial trial) {
          out.println("heard " + trial.number());
          speechless.tell(trial);
        }
      };
    });
  }

  Study study(PrintStream out) {
    return study(out, TRIALS);
  }

  Study study(PrintStream out, int trials) {
    Study study =
        Study.of(SPACE, FaultyReplicates.LOSS, FaultyReplicates.GAIN)
            .outcomeConstraints(OutcomeConstraint.atMost("values", 1))
            .optimizer(saying(choice(), out))
            .pruner(TestPruners.inRounds())
            .trials(trials)
            .replicates(4)
            .retries(1)
            .tolerateReplicates(1)
            .threads(threads)
            .parallelism(parallelism)
            .seed(seed)
            .neverFail();
    Study started = seed % 2 == 0 ? study.startReplicatesWhenNeeded() : study;
    return eager ? started.tellAsCompleted() : started;
  }

  StudyResult run(Study study) {
    return FaultyReplicates.of(0.3).reporting().optimize(study);
  }

  /**
   * Runs it.
   *
   * @param arguments the journal's path, then the components
   */
  public static void main(String[] arguments) {
    var mortal = of(List.of(arguments).subList(1, arguments.length));
    Study study = mortal.study(System.out).journal(Path.of(arguments[0]), mortal.durable());
    System.out.println("begins");
    System.out.println("digest " + mortal.run(study).digest());
  }
}
