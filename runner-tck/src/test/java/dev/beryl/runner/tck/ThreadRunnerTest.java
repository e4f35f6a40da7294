package dev.beryl.runner.tck;

import dev.beryl.StudyFactory;
import dev.beryl.execution.Runner;

/** A runner that keeps the contract passes it. */
class ThreadRunnerTest extends RunnerContract {
  @Override
  protected Runner runner(Class<? extends StudyFactory> factory, int slots) {
    return new ThreadRunner(factory, slots);
  }
}
