package dev.beryl.spark;

import dev.beryl.execution.RunnerResults;
import dev.beryl.spark.Answer.Place;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;

/** The end of a run on the executors: its workers are closed, each in its JVM. */
final class WorkersEnd {
  private static final long NANOS = Duration.ofSeconds(10).toNanos();

  private WorkersEnd() {}

  /**
   * Closes the workers of a run; on a cluster by a last job, unless the context is stopped.
   *
   * @param places the executors that have a worker
   * @param results hears a warning for each that cannot be closed
   * @return how many threads they have left behind
   */
  static int close(
      SparkContext context, String study, String run, Set<Place> places, RunnerResults results) {
    if (context.isLocal()) {
      return Workers.close(run);
    }
    return context.isStopped() || places.isEmpty()
        ? 0
        : closeRemote(context, study, run, places, results);
  }

  private static int closeRemote(
      SparkContext context, String study, String run, Set<Place> places, RunnerResults results) {
    var said = new LinkedBlockingQueue<Answer>();
    context.setJobDescription(study + " · end");
    Jobs.submit(
        context,
        places.stream().map(Jobs::at).toList(),
        null,
        new Farewell(run),
        (_, answer) -> said.add(Answer.fromBytes(answer)),
        failure -> {
          if (failure != null) {
            said.add(new Answer.Unable(String.valueOf(failure.getMessage())));
          }
        });
    int abandoned = 0;
    long until = System.nanoTime() + NANOS;
    try {
      for (int i = 0; i < places.size(); i++) {
        Answer answer = said.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (answer == null) {
          break; // they are closed when their slots are free, at the latest with their JVMs
        }
        if (answer instanceof Answer.Closed(int left)) {
          abandoned += left;
        } else if (answer instanceof Answer.Unable(String why)) {
          results.warn("resources could not be closed: " + why);
        }
      }
    } catch (InterruptedException _) {
      // As if the time was over.
    }
    return abandoned;
  }
}
