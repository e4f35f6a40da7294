package dev.beryl.optimizers;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Asks an optimizer, evaluates a loss, tells it; what was proposed, in its order. */
final class CmaEsStudy {
  private static final Problem PROBLEM =
      Problem.of(SearchSpace.of(Parameter.real("any", 0, 1)), Objective.minimize("loss"));

  private final Optimizer optimizer;
  private final ToDoubleFunction<Treatment> loss;
  private final List<Treatment> proposed = new ArrayList<>();

  CmaEsStudy(Optimizer optimizer, ToDoubleFunction<Treatment> loss) {
    this.optimizer = optimizer;
    this.loss = loss;
  }

  /** One trial after another, until so many were run or there is nothing more. */
  CmaEsStudy run(int trials) {
    return runInBatches(trials, 1);
  }

  /** So many trials at a time, told in their order. */
  CmaEsStudy runInBatches(int trials, int batch) {
    while (proposed.size() < trials) {
      int from = proposed.size();
      List<Treatment> asked = optimizer.ask(Math.min(batch, trials - from));
      proposed.addAll(asked);
      for (int i = 0; i < asked.size(); i++) {
        tell(from + i);
      }
      if (asked.isEmpty()) {
        return this;
      }
    }
    return this;
  }

  /** So many trials in flight, which end in random order. */
  CmaEsStudy runInFlight(int trials, int inFlight, long seed) {
    var random = new Random(seed);
    var pending = new ArrayList<Integer>();
    while (proposed.size() < trials) {
      for (Treatment treatment : optimizer.ask(inFlight - pending.size())) {
        pending.add(proposed.size());
        proposed.add(treatment);
      }
      if (pending.isEmpty()) {
        return this;
      }
      tell(pending.remove(random.nextInt(pending.size())));
    }
    return this;
  }

  /** Tells a trial; a loss that is not finite is a failure. */
  void tell(int number) {
    optimizer.tell(trial(number, proposed.get(number), loss.applyAsDouble(proposed.get(number))));
  }

  static Trial trial(int number, Treatment treatment, double loss) {
    TrialBuilder trial = Trial.of(number, treatment, PROBLEM);
    return Double.isFinite(loss)
        ? trial.samples("loss", Samples.of(loss)).completed()
        : trial.unfinished(
            new Outcome.Failed(Outcome.Reason.NOT_FINITE, 0, "loss", "not finite", null));
  }

  List<Treatment> proposed() {
    return proposed;
  }

  /** The least loss of all that was proposed. */
  double best() {
    return proposed.stream().mapToDouble(loss).filter(Double::isFinite).min().orElseThrow();
  }
}
