package dev.beryl.runner.tck;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.Runner;
import dev.beryl.execution.RunnerResults;
import dev.beryl.execution.RunnerSession;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.execution.WorkUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A runner between a study and the one that is tested, which sees what passes. */
final class WatchedRunner implements Runner {
  private final Runner tested;
  private final List<String> broken = new ArrayList<>();
  private final Map<Place, WorkUnit> open = new LinkedHashMap<>(); // submitted and not answered
  private final Map<Place, ReplicateResult> answered = new HashMap<>();
  private int submitted;
  private int sessions;

  private record Place(int trial, int replicate) {
    @Override
    public String toString() {
      return "replicate %s of trial %s".formatted(replicate, trial);
    }
  }

  WatchedRunner(Runner tested) {
    this.tested = tested;
  }

  @Override
  public int slots() {
    return tested.slots();
  }

  @Override
  public RunnerSession open(RunnerSetting setting, RunnerResults results) {
    int number = nextSession();
    var watch = new Watch(results, number);
    RunnerSession session = tested.open(setting, watch);
    if (session == null) {
      throw new IllegalStateException("Runner.open returned null");
    }
    return new RunnerSession() {
      @Override
      public void submit(List<WorkUnit> units) {
        note(units);
        session.submit(units);
      }

      @Override
      public void cancel(int trial) {
        forget(trial);
        session.cancel(trial);
      }

      @Override
      public void close() {
        session.close();
        watch.closed = true;
      }
    };
  }

  private synchronized int nextSession() {
    return sessions++;
  }

  private synchronized void note(List<WorkUnit> units) {
    for (WorkUnit unit : units) {
      open.put(new Place(unit.trial(), unit.replicate()), unit);
      submitted++;
    }
  }

  private synchronized void forget(int trial) {
    open.keySet().removeIf(place -> place.trial() == trial);
  }

  private synchronized void answer(Place place, @Nullable ReplicateResult result) {
    ReplicateResult before = answered.get(place);
    if (before != null && result != null && !same(before, result)) {
      broken.add("rule 1: %s was answered twice, by %s and by %s".formatted(place, before, result));
    }
    if (result != null) {
      answered.put(place, result);
    }
    var _ = open.remove(place);
  }

  /** Whether two results of one unit are the same, except for what it took. */
  private static boolean same(ReplicateResult a, ReplicateResult b) {
    return a.status().toString().equals(b.status().toString())
        && a.metrics().equals(b.metrics())
        && a.reports().equals(b.reports())
        && a.notes().equals(b.notes());
  }

  private synchronized void breaks(String what) {
    broken.add(what);
  }

  /** How many units were submitted. */
  synchronized int submitted() {
    return submitted;
  }

  /** What the tested runner did against the rules, a sentence each. */
  synchronized List<String> broken() {
    return List.copyOf(broken);
  }

  /** The units that were not answered, as text. */
  synchronized List<String> unanswered() {
    return open.keySet().stream().map(Place::toString).toList();
  }

  /** What passes of one session. */
  private final class Watch implements RunnerResults {
    private final RunnerResults study;
    private final int number;
    private volatile boolean closed;

    Watch(RunnerResults study, int number) {
      this.study = study;
      this.number = number;
    }

    @Override
    public void ended(ReplicateResult result) {
      requireOpen("ended(" + result + ")");
      answer(new Place(result.trial(), result.replicate()), result);
      study.ended(result);
    }

    @Override
    public void lost(int trial, int replicate, String why) {
      requireOpen("lost(%s, %s, %s)".formatted(trial, replicate, why));
      answer(new Place(trial, replicate), null);
      study.lost(trial, replicate, why);
    }

    @Override
    public void failed(Throwable cause) {
      requireOpen("failed(" + cause + ")");
      study.failed(cause);
    }

    @Override
    public void warn(String warning) {
      study.warn(warning);
    }

    private void requireOpen(String call) {
      if (closed) {
        breaks(
            "rule 6: %s was called after close of session %s had returned".formatted(call, number));
      }
    }
  }
}
