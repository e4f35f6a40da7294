package dev.beryl.quality.run;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.quality.problem.Instance;
import dev.beryl.trial.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a budget of replicates is spent on a noisy problem: by an optimizer, with a number of
 * replicates a trial, and with a race in the end or without.
 *
 * @param name the text that it was read from
 * @param optimizer an installed optimizer's name
 * @param replicates of each trial
 * @param races whether the best are raced with up to 30
 */
public record Strategy(String name, String optimizer, int replicates, boolean races) {
  private static final String LOSS = "loss";
  private static final int MOST = 30; // replicates in a race
  private static final String RACE = "race";

  /** What a replicate measures instead of the true value. */
  @FunctionalInterface
  public interface Noise {
    /** {@return the value with noise} */
    double added(double value, RandomGenerator random);
  }

  /**
   * Reads a strategy.
   *
   * @param text an optimizer's name; behind a star the replicates of a trial, if not one, and
   *     {@code race}: {@code gp*3race}
   */
  public static Strategy parse(String text) {
    String[] parts = text.split("\\*", -1);
    String spent = parts.length == 1 ? "" : parts[1];
    boolean races = spent.endsWith(RACE);
    String replicates = races ? spent.substring(0, spent.length() - RACE.length()) : spent;
    return new Strategy(
        text, parts[0], replicates.isEmpty() ? 1 : Integer.parseInt(replicates), races);
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
        races
            ? study.replicates(replicates, MOST).budget(budget)
            : study.replicates(replicates).trials(budget / replicates);
    return instance.loss(experiment.optimize(spent).recommended());
  }
}
