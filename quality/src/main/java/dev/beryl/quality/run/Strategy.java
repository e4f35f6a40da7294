package dev.beryl.quality.run;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.quality.problem.Instance;
import dev.beryl.trial.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a budget of replicates is spent on a noisy problem: by an optimizer, with a fixed number of
 * replicates a trial.
 *
 * @param name the text that it was read from
 * @param optimizer an installed optimizer's name
 * @param replicates of each trial
 */
public record Strategy(String name, String optimizer, int replicates) {
  private static final String LOSS = "loss";

  /** What a replicate measures instead of the true value. */
  @FunctionalInterface
  public interface Noise {
    /** {@return the value with noise} */
    double added(double value, RandomGenerator random);
  }

  /**
   * Reads a strategy.
   *
   * @param text an optimizer's name; behind a star the replicates of a trial, if not one
   */
  public static Strategy parse(String text) {
    String[] parts = text.split("\\*", -1);
    return new Strategy(text, parts[0], parts.length == 1 ? 1 : Integer.parseInt(parts[1]));
  }

  /** Reads strategies with commas between them. */
  public static List<Strategy> parseAll(String texts) {
    return Arrays.stream(texts.split(",", -1)).map(Strategy::parse).toList();
  }

  /**
   * Runs one study, whose replicates have noise of their own.
   *
   * @param budget the number of replicates of the whole study
   * @return the true value of what the study recommends
   */
  public double recommended(Instance instance, Noise noise, int budget, long seed) {
    Experiment<Double> experiment =
        Experiment.measuring(
            LOSS,
            replicate -> noise.added(instance.loss(replicate.treatment()), replicate.random()));
    Study study =
        Study.of(instance.space(), Objective.minimize(LOSS))
            .optimizer(optimizer)
            .trials(budget / replicates)
            .replicates(replicates)
            .independentSeeds()
            .threads(1)
            .seed(seed);
    return instance.loss(experiment.optimize(study).recommended());
  }
}
