package dev.beryl.run;

import dev.beryl.execution.local.ReplicatePolicy;
import dev.beryl.execution.local.TrialRunner;
import dev.beryl.execution.local.TrialState;
import dev.beryl.execution.local.TrialWork;
import dev.beryl.loop.Reproduction;
import dev.beryl.replay.RerunTrials;
import dev.beryl.replay.StudyJournal;
import dev.beryl.settings.StudySettings;
import dev.beryl.space.Treatment;
import dev.beryl.study.Failures;
import dev.beryl.trial.Trial;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Runs again the replicates of a study that failed, after it is done. Used by one thread. */
final class Reruns {
  private final StudyJournal journal;
  private final StudySettings settings;
  private final Map<Integer, Treatment> treatments = new TreeMap<>();
  private final RerunTrials trials;

  Reruns(StudyJournal journal, StudySettings settings, List<Trial> told) {
    this.journal = journal;
    this.settings = settings;
    this.trials = journal.rerunTrials(settings.replicates());
    told.forEach(trial -> treatments.put(trial.number(), trial.treatment()));
  }

  /** The results of earlier runs, by the trials' numbers. */
  Map<Integer, Trial> before() {
    var before = new TreeMap<Integer, Trial>();
    ReplicatePolicy policy = settings.execution().failing();
    for (int number : trials.complete()) {
      Treatment treatment = treatments.get(number);
      if (treatment != null) {
        TrialState state = TrialState.of(number, treatment, policy, trials.results(number));
        before.put(number, Reproduction.of(state, settings.problem()));
      }
    }
    return before;
  }

  /** The trials to run again, those that are told only. */
  List<Integer> toRun(Failures failures) {
    return trials.toRun(failures).stream().filter(treatments::containsKey).toList();
  }

  /**
   * Runs trials again.
   *
   * @param runner of which nothing is running; it may be cancelled from any thread
   * @return the results of those that were done, by the trials' numbers
   */
  Map<Integer, Trial> run(List<Integer> numbers, Failures failures, TrialRunner runner) {
    var done = new TreeMap<Integer, Trial>();
    var inFlight = new ArrayDeque<TrialWork>();
    for (int next = 0; next < numbers.size() || !inFlight.isEmpty(); ) {
      while (next < numbers.size()
          && inFlight.size() < settings.mostInFlight()
          && !runner.isCancelled()) {
        TrialWork work = begin(numbers.get(next++), failures);
        inFlight.add(work);
        if (!work.isKnown()) {
          runner.start(work);
        }
      }
      if (inFlight.isEmpty()) {
        return done;
      }
      TrialWork oldest = inFlight.getFirst();
      if (!oldest.isKnown()) {
        runner.await(oldest);
      }
      if (runner.isCancelled()) {
        return done;
      }
      inFlight.removeFirst();
      Trial trial = Reproduction.of(oldest.state(), settings.problem());
      journal.toldAgain(trial);
      done.put(trial.number(), trial);
    }
    return done;
  }

  private TrialWork begin(int number, Failures failures) {
    var work =
        new TrialWork(
            settings.replicates(), settings.seeds(), settings.execution().failing(), journal);
    Treatment treatment = Objects.requireNonNull(treatments.get(number), "it was told");
    work.begin(number, treatment, null);
    trials.begin(work.state(), failures);
    return work;
  }
}
