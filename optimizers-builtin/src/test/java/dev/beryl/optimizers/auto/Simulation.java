package dev.beryl.optimizers.auto;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** Studies whose trials are proposed by stand-ins of the methods, to see which one is asked. */
record Simulation(
    SearchSpace space, OptionalInt trials, int objectives, int inFlight, boolean noisy) {
  private static final int OPEN = 1000; // trials of an open study

  /** Stand-ins that take what the methods take, and propose one point again and again. */
  private record StandIns(Treatment point) implements Children {
    @Override
    public boolean takes(Method method, OptimizerSetting study) {
      return switch (method) {
        case GP -> !study.space().isConditional();
        case CMA_ES -> study.objectives().size() == 1;
        case GRID, SOBOL, TPE -> true;
      };
    }

    @Override
    public Optimizer create(Method method, OptimizerSetting own, boolean later) {
      return new Optimizer() {
        @Override
        public List<Treatment> ask(int max) {
          return List.of(point);
        }

        @Override
        public void tell(Trial trial) {}
      };
    }
  }

  OptimizerSetting setting() {
    List<Objective> all =
        IntStream.range(0, objectives).mapToObj(i -> Objective.minimize("loss" + i)).toList();
    OptimizerSetting open =
        OptimizerSetting.of(Problem.of(space, all), 1).withParallelism(inFlight).withReplicates(2);
    return trials.isPresent() ? open.withTrials(trials.getAsInt()) : open;
  }

  /** A trial of two replicates, which differ a little or much; now this one is larger, now that. */
  Trial trial(int number) {
    double loss = number % 10;
    double error = (noisy ? 5 : 0.01) * (number % 2 == 0 ? 1 : -1);
    var trial = Trial.of(number, point(), setting().problem());
    for (int i = 0; i < objectives; i++) {
      trial.samples("loss" + i, Samples.of(loss - error, loss + error));
    }
    return trial.completed();
  }

  private Treatment point() {
    double[] unit = new double[space.dimension()];
    return space.fromUnit(unit);
  }

  AutoOptimizer optimizer(Set<Method> leftOut, int row) {
    return new AutoOptimizer(
        setting(), new AutoSettings(leftOut, row, Noise.MEASURED), new StandIns(point()));
  }

  /** An optimizer of a study that tells trials with one replicate. */
  AutoOptimizer single(boolean racing) {
    return new AutoOptimizer(
        setting().withReplicates(1).withRacing(racing),
        new AutoSettings(Set.of(), 0, Noise.MEASURED),
        new StandIns(point()));
  }

  /** Asks and tells, with as many trials in flight as there are to be. */
  List<Delegation> play(AutoOptimizer optimizer) {
    int end = trials.orElse(OPEN);
    int told = 0;
    for (int asked = 0; asked < end; asked++) {
      while (asked - told >= inFlight) {
        optimizer.tell(trial(told++));
      }
      optimizer.ask(1);
    }
    return optimizer.delegations();
  }

  List<Delegation> play() {
    return play(optimizer(Set.of(), 0));
  }
}
