package dev.beryl.spark;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.Success$;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * Follows the tasks of a run on Spark's listener bus, whose thread calls it. The bus may drop
 * events of a busy driver, so nothing waits for one without a limit.
 */
final class TaskWatch extends SparkListener {
  /** The local property by which jobs of a run are known. */
  static final String PROPERTY = "beryl.run";

  /** Hears of what was seen; does not block. */
  interface Hearer {
    /**
     * A task was retried and has an end now.
     *
     * @param losses attempts that failed, such as by the loss of their executors
     * @param reason of the last of these, one line
     */
    void retried(int stage, int partition, int losses, String reason);

    void taskEnded();

    void contextStopped();
  }

  private final String run;
  private final Hearer hearer;
  private final Map<Integer, Stage> stages = new HashMap<>();
  private final Map<Integer, Set<Integer>> jobs = new HashMap<>();

  TaskWatch(String run, Hearer hearer) {
    this.run = run;
    this.hearer = hearer;
  }

  private static final class Stage {
    private final Map<Integer, Integer> losses = new HashMap<>();
    private final Map<Integer, String> reasons = new HashMap<>();
    private int running;
    private boolean ended;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    if (start.properties() != null && run.equals(start.properties().getProperty(PROPERTY))) {
      Set<Integer> ids = new HashSet<>();
      start
          .stageInfos()
          .foreach(info -> {
            ids.add(info.stageId());
            return stages.put(info.stageId(), new Stage());
          });
      jobs.put(start.jobId(), ids);
    }
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    Stage stage = stages.get(start.stageId());
    if (stage != null) {
      stage.running++;
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    Integer losses = null;
    String reason = null;
    int partition = end.taskInfo() == null ? -1 : end.taskInfo().index();
    synchronized (this) {
      Stage stage = stages.get(end.stageId());
      if (stage == null) {
        return;
      }
      stage.running--;
      if (end.reason() instanceof TaskFailedReason failed) {
        if (failed.countTowardsTaskFailures()) {
          stage.losses.merge(partition, 1, Integer::sum);
          stage.reasons.put(partition, failed.toErrorString().lines().findFirst().orElse(""));
        }
      } else if (Success$.MODULE$.equals(end.reason()) && end.taskInfo().attemptNumber() > 0) {
        losses = stage.losses.getOrDefault(partition, 0);
        reason = stage.reasons.getOrDefault(partition, "");
      }
      forget(end.stageId(), stage);
    }
    if (losses != null && reason != null) {
      hearer.retried(end.stageId(), partition, losses, reason);
    }
    hearer.taskEnded();
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    Set<Integer> ids = jobs.remove(end.jobId());
    if (ids != null) {
      for (int id : ids) {
        Stage stage = stages.get(id);
        if (stage != null) {
          stage.ended = true;
          forget(id, stage);
        }
      }
    }
  }

  private void forget(int id, Stage stage) {
    if (stage.ended && stage.running <= 0) {
      stages.remove(id);
    }
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd end) {
    hearer.contextStopped();
  }

  /** {@return how many tasks of the run are running} */
  synchronized int running() {
    return stages.values().stream().mapToInt(stage -> stage.running).sum();
  }
}
