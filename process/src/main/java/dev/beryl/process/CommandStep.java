package dev.beryl.process;

import dev.beryl.Context;
import dev.beryl.Step;
import dev.beryl.space.SearchSpace;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Runs a command for each replicate. */
final class CommandStep<I> implements Step<I, CommandResult> {
  private final CommandSettings settings;
  private int uses; // studies and runs that go on
  private @Nullable Surroundings shared; // by them

  CommandStep(CommandSettings settings) {
    this.settings = settings;
  }

  @Override
  public void check(SearchSpace space) {
    settings.check(space);
  }

  @Override
  public synchronized void open() {
    if (uses++ == 0) {
      shared = new Surroundings(settings.base);
    }
  }

  @Override
  public synchronized void close() {
    if (--uses == 0 && shared != null) {
      shared.close();
      shared = null;
    }
  }

  private synchronized @Nullable Surroundings shared() {
    return shared;
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
    Surroundings opened = shared();
    if (opened != null) {
      return run(context, opened);
    }
    try (var own = new Surroundings(settings.base)) { // by a step that does not open this one
      return run(context, own);
    }
  }

  private CommandResult run(Context context, Surroundings surroundings) throws Exception {
    for (int i = 0; i < settings.warmUps; i++) {
      new ProgramRun(settings, surroundings, context, false).run();
    }
    return new ProgramRun(settings, surroundings, context, true).run();
  }
}
