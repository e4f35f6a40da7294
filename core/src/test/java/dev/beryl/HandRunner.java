package dev.beryl;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.Runner;
import dev.beryl.execution.RunnerResults;
import dev.beryl.execution.RunnerSession;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.execution.WorkUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A runner whose test says what becomes of each unit, on the thread of the session; it notes what
 * the study calls.
 */
public final class HandRunner implements Runner {
  private final int slots;
  private final Hand hand;
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private volatile RunnerSetting setting;

  /** What becomes of a unit. */
  @FunctionalInterface
  public interface Hand {
    void take(WorkUnit unit, RunnerResults results) throws Exception;
  }

  public HandRunner(int slots, Hand hand) {
    this.slots = slots;
    this.hand = hand;
  }

  /** Has a worker run each unit at once; all passes through binary forms. */
  public static HandRunner working(int slots, StudyFactory factory) {
    var runners = new HandRunner[1];
    var worker =
        new Hand() {
          private StudyWorker made;

          @Override
          public void take(WorkUnit unit, RunnerResults results) throws InterruptedException {
            if (made == null) {
              made = factory.worker();
              made.accept(RunnerSetting.fromBytes(runners[0].setting().toBytes()));
            }
            byte[] result = made.run(WorkUnit.fromBytes(unit.toBytes())).toBytes();
            results.ended(ReplicateResult.fromBytes(result));
          }
        };
    runners[0] = new HandRunner(slots, worker);
    return runners[0];
  }

  public List<String> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  public RunnerSetting setting() {
    return setting;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public RunnerSession open(RunnerSetting opened, RunnerResults results) {
    setting = opened;
    calls.add("open");
    return new RunnerSession() {
      @Override
      public void submit(List<WorkUnit> units) {
        calls.add(
            "submit %s/%s"
                .formatted(
                    units.getFirst().trial(), units.stream().map(WorkUnit::replicate).toList()));
        for (WorkUnit unit : units) {
          try {
            hand.take(unit, results);
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        }
      }

      @Override
      public void cancel(int trial) {
        calls.add("cancel " + trial);
      }

      @Override
      public void close() {
        calls.add("close");
      }
    };
  }
}
