package dev.beryl.report;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import java.nio.file.Path;

/** Studies of every kind that a report shows. */
final class SampleStudies {
  private static final RealParameter RATE =
      Parameter.real("learning_rate", 1e-5, 1).log().withDefault(0.5);
  private static final CategoricalParameter<String> KERNEL =
      Parameter.choice("kernel", "linear", "rbf", "poly").withDefault("linear");
  private static final IntegerParameter DEGREE =
      Parameter.integer("degree", 1, 6).when(KERNEL, "poly");
  private static final RealParameter GAMMA =
      Parameter.real("gamma", 1e-4, 10).log().when(KERNEL, "rbf");
  private static final IntegerParameter BATCH =
      Parameter.integer("batch", 8, 512).log().withDefault(64);
  private static final RealParameter MOMENTUM = Parameter.real("momentum", 0, 1).withDefault(0.0);

  private SampleStudies() {}

  /** Conditions, noise, a pruner, two causes of failures, an outcome and a hard constraint. */
  static StudyResult everything(Path journal, int trials) {
    SearchSpace space =
        SearchSpace.of(RATE, KERNEL, DEGREE, GAMMA, BATCH, MOMENTUM)
            .subjectTo("batch fits", t -> t.get(BATCH) < 500 || t.get(MOMENTUM) < 0.5);
    return Experiment.measuring(
            "loss",
            ctx -> {
              double rate = Math.log10(ctx.get(RATE));
              double loss = 0.2 + 0.08 * (rate + 2) * (rate + 2) + 0.1 * ctx.get(MOMENTUM);
              loss +=
                  switch (ctx.get(KERNEL)) {
                    case "linear" -> 0.3;
                    case "poly" -> 0.1 + 0.02 * Math.abs(ctx.get(DEGREE) - 3);
                    default -> 0.03 * Math.abs(Math.log10(ctx.get(GAMMA)) + 1);
                  };
              if (ctx.get(BATCH) > 256 && rate < -2) {
                throw new IllegalStateException("out of memory: batch " + ctx.get(BATCH));
              }
              if (rate > -0.5) {
                throw new ArithmeticException("diverged at step " + ctx.trial() % 7);
              }
              for (int epoch = 1; epoch <= 8; epoch++) {
                ctx.report(epoch, loss + 1.0 / epoch + 0.02 * ctx.random().nextGaussian());
              }
              ctx.record("latency", 10 + 0.03 * ctx.get(BATCH) + ctx.random().nextDouble());
              return loss
                  + 0.03 * ctx.random().nextGaussian() * Math.sin(1e3 * rate + ctx.replicate());
            })
        .optimize(
            Study.of(space, Objective.minimize("loss"))
                .outcomeConstraints(OutcomeConstraint.atMost("latency", 15))
                .optimizer("tpe")
                .pruner("median")
                .name("Kernel machine")
                .trials(trials)
                .replicates(5)
                .neverFail()
                .seed(7)
                .journal(journal));
  }

  /** Two objectives that cannot both be had. */
  static StudyResult front(Path journal, int trials) {
    RealParameter size = Parameter.real("size", 0, 1);
    RealParameter width = Parameter.real("width", 0, 1);
    return Experiment.measuring(
            "error",
            ctx -> {
              double x = ctx.get(size);
              double waste = 9 * ctx.get(width);
              ctx.record("cost", (1 + waste) * (1 - Math.sqrt(x / (1 + waste))));
              return x;
            })
        .optimize(
            Study.of(
                    SearchSpace.of(size, width),
                    Objective.minimize("error"),
                    Objective.minimize("cost"))
                .optimizer("tpe")
                .trials(trials)
                .replicates(1)
                .seed(3)
                .journal(journal));
  }

  /** A sphere with noise. */
  static StudyResult sphere(Path journal, int trials, long seed) {
    return sphere(journal, trials, seed, 2, "random");
  }

  /** A sphere with noise, of several parameters. */
  static StudyResult sphere(Path journal, int trials, long seed, int dimension, String optimizer) {
    var parameters =
        java.util.stream.IntStream.range(0, dimension)
            .mapToObj(i -> Parameter.real("x" + i, -1, 1))
            .toList();
    return Experiment.measuring(
            "loss",
            ctx -> {
              double sum = 0;
              for (int i = 0; i < dimension; i++) {
                double x = ctx.get(parameters.get(i));
                sum += x * x / (i + 1);
              }
              return sum + 0.05 * ctx.random().nextGaussian();
            })
        .optimize(
            Study.of(SearchSpace.of(parameters), Objective.minimize("loss"))
                .optimizer(optimizer)
                .trials(trials)
                .replicates(3)
                .seed(seed)
                .journal(journal));
  }

  /** All trials fail. */
  static StudyResult failing(Path journal, String message) {
    RealParameter x = Parameter.real("x", 0, 1);
    return Experiment.measuring(
            "loss",
            ctx -> {
              throw new IllegalStateException(message + ctx.get(x));
            })
        .optimize(
            Study.of(SearchSpace.of(x), Objective.minimize("loss"))
                .optimizer("random")
                .trials(5)
                .replicates(1)
                .neverFail()
                .seed(1)
                .journal(journal));
  }
}
