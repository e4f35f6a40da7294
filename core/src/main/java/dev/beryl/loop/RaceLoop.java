package dev.beryl.loop;

import dev.beryl.execution.local.TrialRunner;
import dev.beryl.execution.local.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The loop of a study with racing, whose unit of work is one replicate. Units are run in the {@link
 * RaceOrder}.
 *
 * <p>Run by the thread that drives its runner.
 */
public final class RaceLoop extends StudyLoop {
  private final RaceOrder order;

  /**
   * Makes a loop of a study that has not started.
   *
   * @param runsAhead whether replicates that may be chosen later run where a slot would wait
   */
  public RaceLoop(RaceOrder order, StudyState state, TrialRunner runner, boolean runsAhead) {
    super(state, runner);
    this.order = order;
    if (runsAhead) {
      runner.whenIdle(this::startAhead);
    }
  }

  private boolean startAhead() {
    Unit unit = order.ahead();
    if (unit != null) {
      unit.start(runner);
    }
    return unit != null;
  }

  @Override
  StudyEnd loop() {
    while (true) {
      fill();
      if (runner.isCancelled()) {
        return enterWhatIsFinished(cancelled());
      }
      StudyEnd broken = order.brokenOff();
      if (broken != null) {
        return state.isFailed() ? broken : enterWhatIsFinished(broken);
      }
      RaceUnit oldest = order.oldest();
      if (oldest != null) {
        commit(oldest);
      } else if (!order.advance()) {
        return order.end();
      }
    }
  }

  private void commit(RaceUnit oldest) {
    Unit unit = oldest.unit();
    if (unit != null && !unit.isKnown()) {
      runner.await(unit.work());
      if (runner.isCancelled()) {
        return;
      }
    }
    order.commitOldest();
  }

  /** Chooses as many units as may be in flight. */
  private void fill() {
    @Nullable RaceUnit next = runner.isCancelled() ? null : order.choose();
    while (next != null) {
      Unit unit = next.unit();
      if (unit != null) {
        unit.start(runner);
      }
      next = runner.isCancelled() ? null : order.choose();
    }
  }

  @Override
  StudyEnd enterWhatIsFinished(StudyEnd why) {
    runner.close();
    order.commitFinished();
    return why;
  }
}
