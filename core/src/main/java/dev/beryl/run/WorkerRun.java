package dev.beryl.run;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.execution.WorkUnit;
import dev.beryl.execution.local.ReplicateBody;
import dev.beryl.execution.local.ReplicateSeeds;
import dev.beryl.execution.local.UnitRunner;
import dev.beryl.loop.StudyPlugin;
import dev.beryl.settings.StudySettings;
import dev.beryl.spi.Pruner;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replicates of a study that is optimized in another process. From any number of threads. */
public final class WorkerRun implements AutoCloseable {
  private final StudySettings settings;
  private final String facts;
  private final @Nullable StudyPlugin<Pruner> pruner; // which is told nothing
  private final ReplicateSeeds seeds;
  private volatile @Nullable String study; // null: none is accepted yet
  private volatile @Nullable UnitRunner runner;

  private WorkerRun(StudySettings settings) {
    this.settings = settings;
    this.facts = settings.replicateFacts();
    this.pruner = PluginCreation.pruner(settings);
    this.seeds = settings.seeds();
  }

  /** The run of a worker that has accepted no study yet. */
  public static WorkerRun of(StudySettings settings) {
    return new WorkerRun(settings);
  }

  public StudySettings settings() {
    return settings;
  }

  /**
   * Takes on the units of a study.
   *
   * @throws IllegalStateException if its replicates are not the same as here, or if it is another
   *     than the one accepted before
   */
  public synchronized void accept(RunnerSetting setting) {
    String before = study;
    if (before != null && !before.equals(setting.study())) {
      throw new IllegalStateException(
          "worker: it runs study %s, and was to accept %s too; make another worker"
              .formatted(before, setting.study()));
    }
    if (!facts.equals(setting.replicateFacts())) {
      throw new IllegalStateException(
          ("worker: its study differs from the one that is optimized: here it has %s, there %s; make"
                  + " both with the same code and the same settings")
              .formatted(
                  without(facts, setting.replicateFacts()),
                  without(setting.replicateFacts(), facts)));
    }
    study = setting.study();
  }

  /** The lines of a text that another one lacks. */
  private static List<String> without(String text, String other) {
    List<String> others = other.lines().toList();
    return text.lines().filter(line -> !others.contains(line)).toList();
  }

  /**
   * Refuses a unit of a study that was not accepted.
   *
   * @throws IllegalStateException if it is of another
   */
  public void require(WorkUnit unit) {
    String accepted = study;
    if (!unit.study().equals(accepted)) {
      throw new IllegalStateException(
          "worker: got %s, and %s; call accept(setting) of its study first"
              .formatted(
                  unit, accepted == null ? "has accepted no study" : "runs study " + accepted));
    }
  }

  /** Says how a replicate is run, once resources are open. */
  public synchronized void open(ReplicateBody body) {
    runner =
        new UnitRunner(body, seeds, settings.execution().failing(), settings.execution().limits());
  }

  /**
   * Runs units one after another, after {@link #require} and {@link #open}.
   *
   * @param time after which none begins but the first
   * @return the results of the first ones, at least one
   * @throws InterruptedException if the calling thread is interrupted
   * @throws IllegalArgumentException if a unit does not fit the study; none has run then
   * @throws IllegalStateException if too many threads were left behind, or it was closed meanwhile
   */
  public List<ReplicateResult> run(List<WorkUnit> units, Duration time)
      throws InterruptedException {
    UnitRunner running = runner;
    if (running == null) {
      throw new IllegalStateException("the worker is not open");
    }
    List<ReplicateResult> results = running.run(units.stream().map(this::replicate).toList(), time);
    if (results.isEmpty()) {
      throw new IllegalStateException("the worker was closed while it ran " + units.getFirst());
    }
    return results;
  }

  private UnitRunner.Replicate replicate(WorkUnit unit) {
    long seed = seeds.of(unit.trial(), unit.replicate());
    if (seed != unit.seed()) {
      throw new IllegalArgumentException("worker: expected seed %s, got %s".formatted(seed, unit));
    }
    return new UnitRunner.Replicate(
        unit.trial(),
        unit.replicate(),
        settings.problem().space().fromCoordinates(unit.coordinates()),
        judge(unit));
  }

  private Pruner.@Nullable Judge judge(WorkUnit unit) {
    byte[] written = unit.judge();
    if (written == null) {
      return null;
    }
    if (pruner == null) {
      throw new IllegalArgumentException("worker: got a judge without a pruner, in " + unit);
    }
    try {
      return pruner.instance().read(written);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "worker: %s could not read the judge of %s: %s"
              .formatted(pruner.title(), unit, e.getMessage()),
          e);
    }
  }

  /** {@return how many threads were left behind} */
  public int abandoned() {
    UnitRunner running = runner;
    return running == null ? 0 : running.abandoned();
  }

  /** Ends what runs. */
  @Override
  public void close() {
    UnitRunner running = runner;
    if (running != null) {
      running.close();
    }
  }
}
