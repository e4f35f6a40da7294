package dev.beryl.settings;

import dev.beryl.execution.Runner;
import dev.beryl.execution.local.ReplicateSeeds;
import dev.beryl.fault.Faults;
import dev.beryl.loop.RacePlan;
import dev.beryl.loop.StopRules;
import dev.beryl.plugins.InstalledPlugin;
import dev.beryl.plugins.Optimizers;
import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.study.ExpectedGain;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.Failures;
import dev.beryl.study.Racing;
import dev.beryl.study.StudyListener;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of a study.
 *
 * @param name empty if it has none
 * @param replicates how often each treatment is run, with racing at least
 * @param racing null: each treatment has that many replicates
 * @param commonSeeds whether a replicate has the same seed in every trial
 * @param parallelism how many trials may be in flight
 * @param warmStart another study's trials
 * @param startWith what is run before the optimizer's own treatments; of the problem's space
 * @param notes of the study, which make no difference to it
 * @param rerun which failures are run again; null: none
 */
public record StudySettings(
    String name,
    Problem problem,
    ChosenPlugin<OptimizerProvider> optimizer,
    @Nullable ChosenPlugin<PrunerProvider> pruner,
    int replicates,
    @Nullable RacePlan racing,
    long seed,
    boolean commonSeeds,
    int parallelism,
    StopRules rules,
    FailurePolicy failures,
    ExecutionSettings execution,
    @Nullable JournalSettings journal,
    @Nullable PastTrials warmStart,
    List<Treatment> startWith,
    Map<String, String> notes,
    @Nullable Failures rerun,
    List<StudyListener> listeners) {
  private static final String DEFAULT_OPTIMIZER = "auto";
  private static final String DEFAULT_ARTIFACT = "beryl-optimizers-builtin";
  private static final long FOR_EACH_SLOT = 4; // replicates in flight
  private static final int MOST_AT_ONCE = 1 << 20; // there is room for all of them

  /**
   * Checks a draft and returns its settings.
   *
   * @throws IllegalArgumentException if something is missing or not allowed; all faults together
   */
  public static StudySettings of(StudyDraft draft) {
    var faults = new Faults("study");
    Problem problem =
        draft.problem().withConstraints(draft.find(Setting.OUTCOME_CONSTRAINTS).orElse(List.of()));
    RacePlan racing = RacingSettings.plan(draft, problem, faults);
    int replicates =
        racing == null ? draft.find(Setting.REPLICATES).orElse(1) : racing.racing().least();
    int parallelism =
        draft
            .find(Setting.PARALLELISM)
            .orElseGet(() -> window(draft, racing == null ? replicates : 1, faults));
    draft.find(Setting.TRIALS).ifPresent(n -> requireOne(faults, "trials", n));
    if (racing == null) {
      requireOne(faults, "replicates", replicates);
    }
    faults.require(
        replicates <= MOST_AT_ONCE,
        "replicates: expected at most %s, got %s; record several values in one replicate",
        MOST_AT_ONCE,
        replicates);
    for (OutcomeConstraint constraint : problem.constraints()) {
      faults.require(
          constraint.margin() == 0 || replicates != 1,
          "outcomeConstraints: '%s' needs standard errors, and one replicate has none; set replicates(n) with n >= 2",
          constraint);
    }
    requireOne(faults, "parallelism", parallelism);
    faults.require(
        Math.min(parallelism, draft.find(Setting.TRIALS).orElse(parallelism)) <= MOST_AT_ONCE,
        "parallelism: expected at most %s trials in flight, got %s",
        MOST_AT_ONCE,
        parallelism);
    long inFlight = Math.min(parallelism, draft.find(Setting.TRIALS).orElse(parallelism));
    faults.require(
        parallelism > MOST_AT_ONCE
            || replicates > MOST_AT_ONCE
            || inFlight * replicates <= MOST_AT_ONCE,
        "parallelism: expected at most %s replicates of all trials in flight, got %s trials of %s",
        MOST_AT_ONCE,
        inFlight,
        replicates);
    draft
        .find(Setting.WITHOUT_IMPROVEMENT)
        .ifPresent(n -> requireOne(faults, "stopWithoutImprovement", n));
    FailurePolicy failures = draft.find(Setting.FAILURE_POLICY).orElse(FailurePolicy.DEFAULT);
    requireOne(faults, "failures in a row", failures.inARow());
    ExecutionSettings execution =
        ExecutionSettings.of(draft, replicates, problem.metrics(), faults);
    StopRules rules = rules(draft, problem, faults);
    ChosenPlugin<OptimizerProvider> optimizer = optimizer(draft, rules, faults);
    ChosenPlugin<PrunerProvider> pruner =
        draft.find(Setting.PRUNER).map(chosen -> chosen.check(faults)).orElse(null);
    faults.require(
        !draft.has(Setting.RERUN) || draft.has(Setting.JOURNAL),
        "rerun: expected a journal of the trials that failed, got none; set journal(file)");
    List<Treatment> startWith = startWith(draft, problem, faults);
    faults.throwIfAny();
    return new StudySettings(
        draft.find(Setting.NAME).orElse(""),
        problem,
        Objects.requireNonNull(optimizer, "a fault was noted for a missing optimizer"),
        pruner,
        replicates,
        racing,
        draft.find(Setting.SEED).orElse(0L),
        !draft.has(Setting.INDEPENDENT_SEEDS),
        parallelism,
        rules,
        failures,
        execution,
        draft.find(Setting.JOURNAL).orElse(null),
        draft.find(Setting.WARM_START).orElse(null),
        startWith,
        draft.find(Setting.NOTES).orElse(Map.of()),
        draft.find(Setting.RERUN).orElse(null),
        draft.listeners());
  }

  /**
   * How many trials are in flight if the user names no number: one, or with a runner as many as
   * give each of its slots four replicates.
   */
  private static int window(StudyDraft draft, int replicates, Faults faults) {
    Runner runner = draft.find(Setting.RUNNER).orElse(null);
    if (runner == null) {
      return 1;
    }
    int slots = runner.slots();
    faults.require(slots >= 1, "runner: expected slots >= 1, got %s of %s", slots, runner);
    int room = Math.max(1, MOST_AT_ONCE / Math.max(1, replicates));
    return Math.clamp(Math.ceilDiv(FOR_EACH_SLOT * slots, Math.max(1, replicates)), 1, room);
  }

  private static List<Treatment> startWith(StudyDraft draft, Problem problem, Faults faults) {
    List<Treatment> given = draft.find(Setting.START_WITH).orElse(List.of());
    OptionalInt trials = draft.number(Setting.TRIALS);
    faults.require(
        trials.isEmpty() || given.size() <= Math.max(1, trials.getAsInt()),
        "startWith: expected no more treatments than trials(%s), got %s",
        trials.isEmpty() ? "" : trials.getAsInt(),
        given.size());
    var bound = new ArrayList<Treatment>();
    for (int i = 0; i < given.size(); i++) {
      try {
        bound.add(problem.space().bind(given.get(i)));
      } catch (IllegalArgumentException misfit) {
        faults.add("startWith: at index %s: %s", i, misfit.getMessage());
      }
    }
    return List.copyOf(bound);
  }

  private static void requireOne(Faults faults, String what, int number) {
    faults.require(number >= 1, "%s: expected >= 1, got %s", what, number);
  }

  private static StopRules rules(StudyDraft draft, Problem problem, Faults faults) {
    draft
        .find(Setting.TIME_LIMIT)
        .ifPresent(time -> ExecutionSettings.requirePositive(faults, "timeLimit", time));
    draft
        .find(Setting.TARGET)
        .ifPresent(value ->
            faults.require(
                Double.isFinite(value), "target: expected a finite number, got %s", value));
    int objectives = problem.objectives().size();
    faults.require(
        objectives == 1 || !(draft.has(Setting.TARGET) || draft.has(Setting.WITHOUT_IMPROVEMENT)),
        "target and stopWithoutImprovement need one objective, but there are %s objectives; use stopWhen(…)",
        objectives);
    requireGain(draft, problem, faults);
    var rules =
        new StopRules(
            draft.number(Setting.TRIALS),
            draft.find(Setting.TIME_LIMIT).orElse(null),
            draft.find(Setting.TARGET).orElse(null),
            draft.number(Setting.WITHOUT_IMPROVEMENT),
            draft.find(Setting.UNTIL).orElse(null),
            draft.rules());
    faults.require(
        rules.any()
            || draft.has(Setting.UNTIL_OPTIMIZER_ENDS)
            || draft.has(Setting.BUDGET)
            || runsGivenOnly(draft, rules),
        "it has no end: set trials(n), timeLimit(…), target(…), stopWithoutImprovement(n), until(…),"
            + " stopWhen(…), or"
            + " untilOptimizerEnds() for an optimizer that ends by itself");
    return rules;
  }

  private static void requireGain(StudyDraft draft, Problem problem, Faults faults) {
    ExpectedGain.Below rule = draft.find(Setting.UNTIL).orElse(null);
    if (rule == null) {
      return;
    }
    requireOne(faults, "until: trials", rule.trials());
    double limit = rule.limit().orElse(1);
    faults.require(
        limit > 0 && Double.isFinite(limit), "until: expected a gain > 0, got %s", limit);
    int objectives = problem.objectives().size();
    faults.require(
        objectives == 1,
        "until: an expected gain needs one objective, but there are %s; use stopWhen(…)",
        objectives);
    faults.require(
        rule.limit().isPresent() || toldReplicates(draft) >= 2,
        "until: belowNoise() compares replicates, and one shows no noise; set replicates(n) with n >= 2,"
            + " or a limit, below(gain)");
  }

  /** How many replicates a trial has when it is told. */
  private static int toldReplicates(StudyDraft draft) {
    return draft
        .find(Setting.RACING)
        .map(Racing::least)
        .orElse(draft.find(Setting.REPLICATES).orElse(1));
  }

  private static @Nullable ChosenPlugin<OptimizerProvider> optimizer(
      StudyDraft draft, StopRules rules, Faults faults) {
    if (runsGivenOnly(draft, rules)) {
      return GivenAlone.chosen();
    }
    ChosenPlugin<OptimizerProvider> chosen =
        draft.find(Setting.OPTIMIZER).orElseGet(() -> defaultOptimizer(faults));
    if (chosen == null) {
      return null;
    }
    return chosen.check(faults);
  }

  /** Whether neither an optimizer nor an end is set beside the treatments that it starts with. */
  private static boolean runsGivenOnly(StudyDraft draft, StopRules rules) {
    return draft.has(Setting.START_WITH)
        && !draft.has(Setting.OPTIMIZER)
        && !draft.has(Setting.UNTIL_OPTIMIZER_ENDS)
        && !draft.has(Setting.BUDGET)
        && !rules.any();
  }

  /** The optimizer of a study that names none; null if a fault was noted, as it is not there. */
  private static @Nullable ChosenPlugin<OptimizerProvider> defaultOptimizer(Faults faults) {
    List<String> names = Optimizers.installed().stream().map(InstalledPlugin::name).toList();
    if (!names.contains(DEFAULT_OPTIMIZER)) {
      faults.add(
          "optimizer: none is set, and the default, '%s', is not installed; add module"
              + " dev.beryl.optimizers (artifact %s) to the path, or set optimizer(name), installed"
              + " are %s",
          DEFAULT_OPTIMIZER, DEFAULT_ARTIFACT, names);
      return null;
    }
    return ChosenPlugin.optimizer(DEFAULT_OPTIMIZER, Map.of());
  }

  /** How many trials can be in flight, or replicates of a race: no more than there are in all. */
  public int mostInFlight() {
    return racing != null ? parallelism : Math.min(parallelism, rules.trials().orElse(parallelism));
  }

  public ReplicateSeeds seeds() {
    int known = racing == null ? replicates : racing.racing().least() + racing.racing().most();
    return new ReplicateSeeds(seed, known, commonSeeds);
  }

  /** What the result of a replicate depends on, a line each. */
  public String replicateFacts() {
    var lines = new ArrayList<String>();
    lines.add(problem.space().canonical().stripTrailing());
    problem.objectives().forEach(objective -> lines.add(objective.toString()));
    lines.add("seed " + seed);
    lines.add(
        "replicates %s with %s seeds"
            .formatted(replicates, commonSeeds ? "common" : "independent"));
    lines.addAll(execution.replicateFacts());
    if (pruner != null) {
      lines.add(pruner.identity());
    }
    return String.join("\n", lines);
  }

  /** What decides on trials besides the optimizer, as part of the study's identity. */
  public List<String> identityRules() {
    var lines = new ArrayList<String>();
    problem.constraints().forEach(constraint -> lines.add("subject to " + constraint));
    lines.addAll(execution.identityRules());
    if (pruner != null) {
      lines.add(pruner.identity());
    }
    if (racing != null) {
      lines.addAll(racing.identityRules());
    }
    startWith.forEach(treatment -> lines.add("starts with " + treatment.values()));
    return lines;
  }
}
