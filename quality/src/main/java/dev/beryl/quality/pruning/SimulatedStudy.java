package dev.beryl.quality.pruning;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;

/**
 * One study on a problem, trial after trial and in each trial replicate after replicate, at least
 * 60 trials and as much work as 60 trials that all run to their end, but no more trials than set.
 * The completed trial of the least mean is recommended.
 *
 * @param at60 the true regret after 60 trials
 * @param atWork20 the true regret after the work of 20 full trials
 * @param atWork60 the true regret after the work of 60 full trials
 * @param steps the steps of the first 60 trials, as a share of those of full trials
 * @param completed the share of the first 60 trials that completed
 * @param warned whether looking back after 30 or after 60 trials gave a warning
 */
public record SimulatedStudy(
    double at60, double atWork20, double atWork60, double steps, double completed, boolean warned) {
  private static final int TRIALS = 60;
  private static final int LOOK = 30;
  private static final double CORRELATION = .7;

  /**
   * What is simulated.
   *
   * @param optimizer the name of an installed one; {@code random} proposes uniform points that are
   *     the same for all rules
   * @param trials the most trials, at least 60
   */
  public record Design(
      CurveFamily family, int replicates, int steps, String optimizer, int trials) {}

  /** Runs one study. */
  public static SimulatedStudy run(Design design, Rule rule, long seed) {
    return new Run(design, rule, seed).run();
  }

  /** Runs studies under consecutive seeds, in parallel. */
  public static SimulatedStudy[] run(Design design, Rule rule, int studies, long seed) {
    return IntStream.range(0, studies)
        .parallel()
        .mapToObj(i -> run(design, rule, seed + i))
        .toArray(SimulatedStudy[]::new);
  }

  private static final class Run {
    private final Design design;
    private final CurveProblem curves;
    private final Problem problem;
    private final Optional<TrialEnding> ending;
    private final Optional<Optimizer> optimizer;
    private final PhiloxRandom random;
    private final double[] blocks;
    private long work;

    Run(Design design, Rule rule, long seed) {
      this.design = design;
      this.curves = new CurveProblem(design.family(), design.steps(), seed);
      this.random = new PhiloxRandom(seed, 1);
      this.blocks = new double[design.replicates()];
      Arrays.setAll(blocks, r -> design.family().ofReplicate() * random.nextGaussian());
      List<Parameter> parameters = new ArrayList<>();
      for (int i = 0; i < design.family().dimension(); i++) {
        parameters.add(Parameter.real("u" + i, 0, 1));
      }
      this.problem =
          Problem.of(
              SearchSpace.of(parameters.toArray(Parameter[]::new)), Objective.minimize("loss"));
      this.ending =
          rule.create()
              .apply(
                  PrunerSetting.of(problem, seed).withReplicates(design.replicates()),
                  design.steps());
      this.optimizer =
          design.optimizer().equals("random")
              ? Optional.empty()
              : Optional.of(optimizer(design, seed));
    }

    private Optimizer optimizer(Design design, long seed) {
      for (OptimizerProvider provider : ServiceLoader.load(OptimizerProvider.class)) {
        if (provider.name().equals(design.optimizer())) {
          return provider.create(
              OptimizerSetting.of(problem, seed)
                  .withReplicates(design.replicates())
                  .withOptions(provider, Map.of()));
        }
      }
      throw new IllegalArgumentException("no optimizer '" + design.optimizer() + "'");
    }

    SimulatedStudy run() {
      double least = Double.POSITIVE_INFINITY;
      double regret = Double.NaN;
      double at60 = Double.NaN;
      double atWork20 = Double.NaN;
      double atWork60 = Double.NaN;
      double steps = 0;
      int completed = 0;
      boolean warned = false;
      long full = (long) design.replicates() * design.steps();
      for (int trial = 0;
          trial < design.trials() && (trial < TRIALS || work < TRIALS * full);
          trial++) {
        double[] u = new double[4];
        Trial ended = run(trial, u);
        if (ended.isCompleted() && ended.loss() < least) {
          least = ended.loss();
          regret = curves.regret(u);
        }
        atWork20 = work <= 20 * full ? regret : atWork20;
        atWork60 = work <= TRIALS * full ? regret : atWork60;
        if (trial < TRIALS) {
          completed += ended.isCompleted() ? 1 : 0;
          at60 = regret;
          steps = (double) work / (TRIALS * full);
          boolean looks = trial == LOOK - 1 || trial == TRIALS - 1;
          warned |= looks && ending.flatMap(TrialEnding::lookBack).isPresent();
        }
      }
      return new SimulatedStudy(
          at60, atWork20, atWork60, steps, (double) completed / TRIALS, warned);
    }

    /** Runs a trial and tells it; its point is put into an array. */
    private Trial run(int trial, double[] u) {
      Treatment treatment = propose(trial, u);
      ending.ifPresent(e -> e.begin(trial));
      double[] losses = new double[design.steps()];
      Arrays.setAll(losses, i -> curves.loss(u, i + 1));
      double[] lasts = new double[design.replicates()];
      var reports = new ArrayList<Report>();
      Outcome outcome = Outcome.COMPLETED;
      int replicates = 0;
      double sum = 0;
      while (replicates < design.replicates() && outcome instanceof Outcome.Completed) {
        int r = replicates;
        int stopped = replicate(trial, r, losses, lasts, reports);
        if (stopped > 0) {
          outcome = new Outcome.Pruned(r, stopped, r);
          break;
        }
        replicates++;
        sum += lasts[r];
        double mean = sum / replicates;
        int ended = replicates;
        if (replicates < design.replicates()
            && ending.map(e -> e.endsAfter(ended, mean)).orElse(false)) {
          outcome = new Outcome.Pruned(r, design.steps(), replicates);
        }
      }
      var builder =
          Trial.of(trial, treatment, problem)
              .reports(reports)
              .samples("loss", Samples.of(Arrays.copyOf(lasts, replicates)));
      Trial told =
          outcome instanceof Outcome.Completed ? builder.completed() : builder.unfinished(outcome);
      ending.ifPresent(e -> e.tell(told));
      optimizer.ifPresent(o -> o.tell(told));
      return told;
    }

    private Treatment propose(int trial, double[] u) {
      if (optimizer.isPresent()) {
        Treatment treatment = optimizer.get().ask(1).getFirst();
        System.arraycopy(problem.space().toUnit(treatment), 0, u, 0, problem.space().dimension());
        return treatment;
      }
      random.seek(trial, 1);
      Arrays.setAll(u, i -> random.nextDouble());
      return problem.space().fromUnit(Arrays.copyOf(u, problem.space().dimension()));
    }

    /** Runs a replicate; the step at which it ended its trial, 0 if it did not. */
    private int replicate(
        int trial, int replicate, double[] losses, double[] lasts, List<Report> reports) {
      random.seek(trial, 2 + replicate);
      CurveFamily family = design.family();
      double deviation = blocks[replicate] + family.ofTrial() * random.nextGaussian();
      double innovation = Math.sqrt(1 - CORRELATION * CORRELATION);
      double noise = random.nextGaussian();
      for (int step = 1; step <= losses.length; step++) {
        work++;
        double loss = losses[step - 1] + curves.noiseUnit() * (deviation + family.ofStep() * noise);
        noise = CORRELATION * noise + innovation * random.nextGaussian();
        lasts[replicate] = loss;
        int at = step;
        reports.add(new Report(replicate, step, loss));
        boolean ends =
            step < losses.length && ending.map(e -> e.endsAt(replicate, at, loss)).orElse(false);
        if (ends) {
          return step;
        }
      }
      return 0;
    }
  }
}
