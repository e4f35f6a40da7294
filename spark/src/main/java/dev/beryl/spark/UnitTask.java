package dev.beryl.spark;

import dev.beryl.StudyWorker;
import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.WorkUnit;
import dev.beryl.spark.Answer.Place;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.resource.ResourceInformation;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * What an executor does with a batch of units. It answers in bytes and throws only if it is to end.
 */
final class UnitTask extends AbstractFunction1<Iterator<byte[]>, byte[]> implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Runtime.Version OLDEST = Runtime.Version.parse("25.0.3");
  private static final InheritableThreadLocal<@Nullable Map<String, List<String>>> ADDRESSES =
      new InheritableThreadLocal<>();

  private final String run;
  private final ShippedFactory factory;
  private final byte[] setting;
  private final long taskNanos;

  UnitTask(String run, ShippedFactory factory, byte[] setting, long taskNanos) {
    this.run = run;
    this.factory = factory;
    this.setting = setting;
    this.taskNanos = taskNanos;
  }

  /**
   * What a task gets.
   *
   * @param attempts that Spark may make; for later ones the driver decides: which unit was it?
   * @param units as bytes
   */
  static byte[] batch(int attempts, List<byte[]> units) {
    List<byte[]> parts = new ArrayList<>(units.size() + 1);
    parts.add(new byte[] {(byte) attempts});
    parts.addAll(units);
    return Answer.join(parts);
  }

  static List<String> addresses(String resource) {
    Map<String, List<String>> all = ADDRESSES.get();
    return all == null ? List.of() : all.getOrDefault(resource, List.of());
  }

  static Place here() {
    SparkEnv env = SparkEnv.get();
    return new Place(env.blockManager().blockManagerId().host(), env.executorId());
  }

  /** {@return why this JVM cannot run units, or null} */
  static @Nullable String fault(Runtime.Version version) {
    return version.compareToIgnoreOptional(OLDEST) < 0
        ? "expected Java %s or later, got %s".formatted(OLDEST, version)
        : null;
  }

  @Override
  public byte[] apply(Iterator<byte[]> batch) {
    TaskContext task = TaskContext.get();
    List<byte[]> parts = Answer.split(batch.next());
    List<byte[]> units = parts.subList(1, parts.size());
    if (task.attemptNumber() >= parts.getFirst()[0]) {
      return new Answer.Held(task.stageId(), task.attemptNumber()).toBytes();
    }
    ADDRESSES.set(addresses(task.resourcesJMap()));
    try {
      return run(units, task).toBytes();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      task.killTaskIfInterrupted();
      throw new IllegalStateException("interrupted, but not by Spark", e);
    } finally {
      ADDRESSES.remove();
    }
  }

  private Answer run(List<byte[]> units, TaskContext task) throws InterruptedException {
    try {
      String fault = fault(Runtime.version());
      if (fault != null) {
        return unable(fault);
      }
      StudyWorker worker = Workers.get(run, factory, setting);
      // If they are longer than was thought, the others may run elsewhere.
      List<ReplicateResult> results =
          worker.run(
              units.stream().map(WorkUnit::fromBytes).toList(), Duration.ofNanos(2 * taskNanos));
      return new Answer.Ran(here(), results.stream().map(ReplicateResult::toBytes).toList());
    } catch (TaskKilledException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      task.killTaskIfInterrupted();
      return unable(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static Answer unable(String why) {
    return new Answer.Unable("%s: %s".formatted(here(), why));
  }

  private static Map<String, List<String>> addresses(Map<String, ResourceInformation> resources) {
    Map<String, List<String>> all = new HashMap<>();
    resources.forEach((name, found) -> all.put(name, Arrays.stream(found.addresses()).toList()));
    return all;
  }
}
