package dev.beryl.loop;

import dev.beryl.execution.local.Unit;
import dev.beryl.study.Ending;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The units of a study with racing whose caller runs them, in the {@link RaceOrder}. What was
 * recorded in an earlier run is taken in at once.
 *
 * <p>Used by one thread at a time.
 */
public final class UnitsByHand {
  private static final StudyEnd OPEN =
      StudyEnd.of(Ending.STOPPED, "the session has not ended yet");

  private final RaceOrder order;
  private @Nullable StudyEnd end;

  /** Starts before the first unit. */
  public UnitsByHand(RaceOrder order) {
    this.order = order;
  }

  /**
   * Takes in what has ended and chooses more, until one that has not ended is the oldest, or the
   * study is over.
   *
   * @return the units that are to be run, of those that were chosen now, in that order
   */
  public List<Unit> advance() {
    var toRun = new ArrayList<Unit>();
    while (end == null) {
      fill(toRun);
      StudyEnd broken = order.brokenOff();
      if (broken != null) {
        end = broken;
        if (broken.ending() == Ending.TIME_LIMIT) {
          order.commitFinished();
        }
        return toRun;
      }
      RaceUnit oldest = order.oldest();
      if (oldest != null && !oldest.isKnown()) {
        return toRun;
      }
      if (oldest != null) {
        order.commitOldest();
      } else if (!order.advance()) {
        end = order.end();
      }
    }
    return toRun;
  }

  private void fill(List<Unit> toRun) {
    for (RaceUnit next = order.choose(); next != null; next = order.choose()) {
      Unit unit = next.unit();
      if (unit != null && !unit.isKnown()) {
        toRun.add(unit);
      }
    }
  }

  /** {@return whether nothing more is to be run} */
  public boolean isOver() {
    return end != null;
  }

  /** Takes in what has ended before the first that has not, and nothing more is to be run. */
  public void stop() {
    if (end == null) {
      end = OPEN;
      order.commitFinished();
    }
  }

  /** {@return why the study is over, or that it is not} */
  public StudyEnd end() {
    return end == null ? OPEN : end;
  }
}
