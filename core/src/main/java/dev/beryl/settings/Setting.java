package dev.beryl.settings;

import dev.beryl.execution.Runner;
import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.study.ExpectedGain;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.Failures;
import dev.beryl.study.Racing;
import dev.beryl.trial.OutcomeConstraint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * A setting of a study, which can be set once.
 *
 * @param name the method of the study that sets it
 */
@SuppressWarnings("UnusedTypeParameter") // it is the type of the value that a draft keeps
public record Setting<T>(String name) {
  public static final Setting<String> NAME = new Setting<>("name");
  public static final Setting<List<OutcomeConstraint>> OUTCOME_CONSTRAINTS =
      new Setting<>("outcomeConstraints");
  public static final Setting<ChosenPlugin<OptimizerProvider>> OPTIMIZER =
      new Setting<>("optimizer");
  public static final Setting<ChosenPlugin<PrunerProvider>> PRUNER = new Setting<>("pruner");

  public static final Setting<Integer> TRIALS = new Setting<>("trials");
  public static final Setting<Boolean> UNTIL_OPTIMIZER_ENDS = new Setting<>("untilOptimizerEnds");
  public static final Setting<Duration> TIME_LIMIT = new Setting<>("timeLimit");
  public static final Setting<Double> TARGET = new Setting<>("target");
  public static final Setting<Integer> WITHOUT_IMPROVEMENT =
      new Setting<>("stopWithoutImprovement");
  public static final Setting<ExpectedGain.Below> UNTIL = new Setting<>("until");
  public static final Setting<FailurePolicy> FAILURE_POLICY = new Setting<>("failurePolicy");

  public static final Setting<Long> SEED = new Setting<>("seed");
  public static final Setting<Integer> REPLICATES = new Setting<>("replicates");
  public static final Setting<Racing> RACING = new Setting<>("racing");
  public static final Setting<Integer> BUDGET = new Setting<>("budget");
  public static final Setting<Treatment> BASELINE = new Setting<>("baseline");
  public static final Setting<Boolean> INDEPENDENT_SEEDS = new Setting<>("independentSeeds");
  public static final Setting<Integer> RETRIES = new Setting<>("retries");
  public static final Setting<Integer> TOLERATED = new Setting<>("tolerateReplicates");
  public static final Setting<List<Double>> PENALTIES = new Setting<>("penalize");

  public static final Setting<Integer> PARALLELISM = new Setting<>("parallelism");
  public static final Setting<Integer> THREADS = new Setting<>("threads");
  public static final Setting<Executor> EXECUTOR = new Setting<>("executor");
  public static final Setting<Runner> RUNNER = new Setting<>("runner");
  public static final Setting<Boolean> TELL_AS_COMPLETED = new Setting<>("tellAsCompleted");
  public static final Setting<Boolean> START_WHEN_NEEDED =
      new Setting<>("startReplicatesWhenNeeded");
  public static final Setting<Duration> REPLICATE_TIMEOUT = new Setting<>("replicateTimeout");
  public static final Setting<Duration> TRIAL_TIMEOUT = new Setting<>("trialTimeout");
  public static final Setting<Abandoning> ABANDONING = new Setting<>("abandonAfter");

  public static final Setting<JournalSettings> JOURNAL = new Setting<>("journal");
  public static final Setting<PastTrials> WARM_START = new Setting<>("warmStart");
  public static final Setting<Failures> RERUN = new Setting<>("rerun");
  public static final Setting<Map<String, String>> NOTES = new Setting<>("notes");
  public static final Setting<List<Treatment>> START_WITH = new Setting<>("startWith");

  /** A value that was set as this setting's. */
  @SuppressWarnings("unchecked") // StudyDraft.with puts values of the setting's type only
  T cast(Object value) {
    return (T) value;
  }
}
