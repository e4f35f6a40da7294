package dev.beryl.quality;

import static dev.beryl.study.ExpectedGain.expectedGainOf;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.quality.measure.Estimate;
import dev.beryl.quality.problem.Family;
import dev.beryl.quality.problem.Instance;
import dev.beryl.quality.problem.TestProblem;
import dev.beryl.random.SeedPurpose;
import dev.beryl.random.Seeds;
import dev.beryl.study.ExpectedGain;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the rule on the expected gain of the next 20 trials saves and costs, beside studies that run
 * to the end: of the families of a release, in units of the median loss of uniform points.
 */
final class GainSuite {
  private static final int AHEAD = 20;
  private static final List<ExpectedGain.Below> RULES =
      List.of(
          expectedGainOf(AHEAD).below(0.05),
          expectedGainOf(AHEAD).below(0.01),
          expectedGainOf(AHEAD).below(0.001),
          expectedGainOf(AHEAD).belowNoise());

  private final int instances;
  private final int trials;
  private final int seed;
  private final List<String> optimizers;

  /** What a rule came to in one study. */
  private record Ended(double saved, double lost, double next) {}

  private GainSuite(Arguments given) {
    this.instances = given.number("instances", 3);
    this.trials = given.number("budget", 300);
    this.seed = given.number("seed", 1);
    this.optimizers = List.of(given.text("optimizers", "random,tpe,cma-es").split(",", -1));
  }

  static String report(Arguments given) {
    var suite = new GainSuite(given);
    var table =
        new MarkdownTable(
            List.of(
                "optimizer",
                "rule",
                "% of trials saved",
                "lost in the end",
                "gain of the next 20"));
    for (String optimizer : suite.optimizers) {
      for (ExpectedGain.Below rule : RULES) {
        suite.row(table, optimizer, rule);
      }
    }
    return "%s trials, %s instances of each problem; ± standard error\n\n"
            .formatted(suite.trials, suite.instances)
        + table;
  }

  private void row(MarkdownTable table, String optimizer, ExpectedGain.Below rule) {
    List<TestProblem> problems = problems(rule);
    List<Ended> ended =
        IntStream.range(0, problems.size() * instances)
            .parallel()
            .mapToObj(i -> ended(problems.get(i / instances), i % instances, optimizer, rule))
            .toList();
    table.row(
        List.of(
            optimizer,
            rule.limit().isPresent()
                ? "below(%s)".formatted(rule.limit().getAsDouble())
                : "belowNoise(), noisy family",
            text("%.0f ± %.0f", ended.stream().mapToDouble(e -> 100 * e.saved).toArray()),
            text("%.4f ± %.4f", ended.stream().mapToDouble(e -> e.lost).toArray()),
            text("%.4f ± %.4f", ended.stream().mapToDouble(e -> e.next).toArray())));
  }

  private static List<TestProblem> problems(ExpectedGain.Below rule) {
    var problems = new ArrayList<TestProblem>();
    for (Family family : Family.values()) {
      if (rule.limit().isPresent() == (family.replicates() == 1)) {
        problems.addAll(family.problems());
      }
    }
    return problems;
  }

  private static String text(String format, double... values) {
    Estimate estimate = Estimate.of(values);
    return String.format(Locale.ROOT, format, estimate.mean(), estimate.standardError());
  }

  private Ended ended(TestProblem problem, int number, String optimizer, ExpectedGain.Below rule) {
    Instance instance = problem.instance(number);
    double noise = instance.noise();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              double loss = instance.loss(ctx.treatment());
              return noise == 0 ? loss : loss + noise * ctx.random().nextGaussian();
            });
    Study study =
        Study.of(instance.space(), Objective.minimize("loss"))
            .optimizer(optimizer)
            .replicates(noise == 0 ? 1 : 3)
            .independentSeeds()
            .threads(1)
            .neverFail()
            .seed(Seeds.derive(seed, SeedPurpose.OPTIMIZER, problem.name().hashCode(), number))
            .trials(trials);
    StudyResult whole = experiment.optimize(study);
    int end = experiment.optimize(study.until(rule)).trials().size();
    double reached = best(whole, end, instance);
    return new Ended(
        1 - (double) end / trials,
        reached - best(whole, trials, instance),
        reached - best(whole, Math.min(trials, end + AHEAD), instance));
  }

  /** The true loss of the trial that seemed best after some trials. */
  private static double best(StudyResult result, int trials, Instance instance) {
    return result.trials().subList(0, Math.min(trials, result.trials().size())).stream()
        .filter(trial -> trial.isCompleted())
        .min((a, b) -> Double.compare(a.loss(), b.loss()))
        .map(trial -> instance.loss(trial.treatment()))
        .orElseThrow();
  }
}
