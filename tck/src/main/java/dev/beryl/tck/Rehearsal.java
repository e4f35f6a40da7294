package dev.beryl.tck;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One optimizer in a study that is only played: asks it, numbers what it proposes, and tells. */
final class Rehearsal {
  /** A treatment that was proposed and not told yet. */
  record Pending(int number, Treatment treatment) {}

  private final Case test;
  private final OptimizerSetting setting;
  private final Optimizer optimizer;
  private final Landscape landscape;
  private final List<Treatment> proposals = new ArrayList<>();
  private final List<Pending> pending = new ArrayList<>();

  Rehearsal(Case test, OptimizerSetting setting) {
    this(test, setting, test.create(setting));
  }

  Rehearsal(Case test, OptimizerSetting setting, Optimizer optimizer) {
    this.test = test;
    this.setting = setting;
    this.optimizer = optimizer;
    this.landscape = new Landscape(setting.space(), test.seed());
  }

  /** All treatments that were proposed, by number. */
  List<Treatment> proposals() {
    return proposals;
  }

  List<Pending> pending() {
    return pending;
  }

  Optimizer optimizer() {
    return optimizer;
  }

  OptimizerSetting setting() {
    return setting;
  }

  Landscape landscape() {
    return landscape;
  }

  /** Asks, and checks what every answer must be. */
  List<Treatment> ask(int max) {
    int next = proposals.size();
    String asked = "ask(" + max + ")";
    List<Treatment> answer = test.call(next, asked, () -> optimizer.ask(max));
    Case sizes = test.under(OptimizerRule.SIZES);
    Case inside = test.under(OptimizerRule.PROPOSALS);
    if (answer == null) {
      throw inside.violation(next, asked + " returned null", null);
    }
    int size = answer.size();
    sizes.require(size <= max, next, "%s returned %s treatments", asked, size);
    for (int i = 0; i < size; i++) {
      Treatment treatment = answer.get(i);
      if (treatment == null || !setting.space().owns(treatment)) {
        throw inside.violation(
            proposals.size(), asked + " returned " + Foreign.describe(setting, treatment), null);
      }
      pending.add(new Pending(proposals.size(), treatment));
      proposals.add(treatment);
    }
    return answer;
  }

  /** Tells that a pending trial was completed, or rejected if a constraint says so. */
  void tell(Pending trial) {
    tell(trial, Fate.COMPLETED);
  }

  void tell(Pending trial, Fate fate) {
    int objectives = setting.objectives().size();
    double[] losses = new double[objectives];
    for (int i = 0; i < objectives && fate == Fate.COMPLETED; i++) {
      losses[i] = landscape.loss(trial.treatment(), i);
    }
    tell(trial, fate, losses);
  }

  void tell(Pending trial, Fate fate, double... losses) {
    pending.remove(trial);
    TrialBuilder told = Trial.of(trial.number(), trial.treatment(), setting.problem());
    Optional<dev.beryl.space.Violation> violated = setting.space().violated(trial.treatment());
    if (violated.isPresent()) {
      tell(told.unfinished(new Outcome.Rejected(violated.get().constraint().name())));
    } else {
      tell(
          fate == Fate.COMPLETED
              ? Fate.completed(told, setting, losses)
              : fate.unfinished(told));
    }
  }

  void tell(Trial trial) {
    test.call(
        trial.number(),
        "tell(trial %s, %s)".formatted(trial.number(), trial.outcome()),
        () -> {
          optimizer.tell(trial);
          return true;
        });
  }

  /** Asks for one and tells it, until so many were proposed or the answer is empty. */
  Rehearsal oneByOne(int trials) {
    while (proposals.size() < trials && !ask(1).isEmpty()) {
      tell(pending.getFirst());
    }
    return this;
  }

  /** Asks what to apply in the end, and checks the answer. */
  Optional<Treatment> recommend() {
    int next = proposals.size();
    Case inside = test.under(OptimizerRule.PROPOSALS);
    Optional<Treatment> answer = inside.call(next, "recommend", optimizer::recommend);
    if (answer == null) {
      throw inside.violation(next, "recommend returned null", null);
    }
    answer.ifPresent(treatment -> {
      if (!setting.space().owns(treatment)) {
        throw inside.violation(
            next, "recommend returned " + Foreign.describe(setting, treatment), null);
      }
    });
    return answer;
  }
}
