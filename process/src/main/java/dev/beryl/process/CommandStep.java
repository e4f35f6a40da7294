package dev.beryl.process;

import dev.beryl.Context;
import dev.beryl.Step;
import dev.beryl.space.SearchSpace;
import java.util.concurrent.Semaphore;

/** Runs a command for each replicate. */
final class CommandStep<I> implements Step<I, CommandResult> {
  private final CommandSettings settings;

  CommandStep(CommandSettings settings) {
    this.settings = settings;
  }

  @Override
  public void check(SearchSpace space) {
    settings.check(space);
  }

  @Override
  public CommandResult apply(I input, Context context) throws Exception {
    Semaphore permits = settings.permits;
    if (permits == null) {
      return run(context);
    }
    permits.acquire();
    try {
      return run(context);
    } finally {
      permits.release();
    }
  }

  private CommandResult run(Context context) throws Exception {
    for (int i = 0; i < settings.warmUps; i++) {
      new ProgramRun(settings, context, false).run();
    }
    return new ProgramRun(settings, context, true).run();
  }
}
