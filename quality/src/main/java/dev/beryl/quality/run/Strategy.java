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
 * replicates a trial, or with one and a race in the end.
 *
 * @param name the text that it was read from
 * @param optimizer an installed optimizer's name
 * @param replicates of each trial; 0: one, and a race of up to 30
 */
public record Strategy(String name, String optimizer, int replicates) {
  private static final String LOSS = "loss";
  private static final int MOST = 30; // replicates in a race

  /** What a replicate measures instead of the true value. */
  @FunctionalInterface
  public interface Noise {
    /** {@return the value with noise} */
    double added(double value, RandomGenerator random);
  }

  /**
   * Reads a strategy.
   *
   * @param text an optimizer's name; behind a star the replicates of a trial, if not one, or {@code
   *     race}
   */
  public static Strategy parse(String text) {
    String[] parts = text.split("\\*", -1);
    int replicates =
        parts.length == 1 ? 1 : parts[1].equals("race") ? 0 : Integer.parseInt(parts[1]);
    return new Strategy(text, parts[0], replicates);
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
            .independentSeeds()
            .threads(1)
            .seed(seed);
    Study spent =
        replicates == 0
            ? study.replicates(1, MOST).budget(budget)
            : study.replicates(replicates).trials(budget / replicates);
    return instance.loss(experiment.optimize(spent).recommended());
  }
}
