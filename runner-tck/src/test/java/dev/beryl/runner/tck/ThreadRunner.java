package dev.beryl.runner.tck;

import dev.beryl.StudyFactory;
import dev.beryl.StudyWorker;
import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.Runner;
import dev.beryl.execution.RunnerResults;
import dev.beryl.execution.RunnerSession;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.execution.WorkUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs units on threads of this process, as another process would: all passes as bytes. */
class ThreadRunner implements Runner {
  private final Class<? extends StudyFactory> factory;
  private final int slots;

  ThreadRunner(Class<? extends StudyFactory> factory, int slots) {
    this.factory = factory;
    this.slots = slots;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public RunnerSession open(RunnerSetting setting, RunnerResults results) {
    return new Session(setting.toBytes(), results);
  }

  /** What a process with the units of one study has. */
  private final class Session implements RunnerSession {
    private final byte[] setting;
    private final RunnerResults results;
    private final ExecutorService threads = Executors.newFixedThreadPool(slots);
    private final Map<Integer, List<Future<?>>> tasks = new HashMap<>();
    private StudyWorker worker;
    private volatile boolean closed;

    Session(byte[] setting, RunnerResults results) {
      this.setting = setting;
      this.results = results;
    }

    @Override
    public void submit(List<WorkUnit> units) {
      for (WorkUnit unit : units) {
        byte[] bytes = unit.toBytes();
        tasks
            .computeIfAbsent(unit.trial(), _ -> new ArrayList<>())
            .add(threads.submit(() -> run(bytes)));
      }
    }

    private void run(byte[] unit) {
      try {
        byte[] result = worker().run(WorkUnit.fromBytes(unit)).toBytes();
        if (!closed) {
          results.ended(ReplicateResult.fromBytes(result));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // canceled: nobody waits for it
      } catch (Throwable e) {
        if (!closed) {
          results.failed(e);
        }
      }
    }

    private synchronized StudyWorker worker() throws ReflectiveOperationException {
      if (worker == null) {
        StudyWorker made = factory.getDeclaredConstructor().newInstance().worker();
        made.accept(RunnerSetting.fromBytes(setting));
        worker = made;
      }
      return worker;
    }

    @Override
    public void cancel(int trial) {
      tasks.getOrDefault(trial, List.of()).forEach(task -> task.cancel(true));
    }

    @Override
    public void close() {
      closed = true;
      threads.shutdownNow();
      try {
        long grace = RunnerSetting.fromBytes(setting).grace().toMillis();
        var _ = threads.awaitTermination(grace, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      synchronized (this) {
        if (worker != null) {
          worker.close();
        }
      }
    }
  }
}
