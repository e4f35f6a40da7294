package dev.beryl.spark;

import dev.beryl.StudyFactory;
import dev.beryl.execution.Runner;
import dev.beryl.execution.RunnerResults;
import dev.beryl.execution.RunnerSession;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import java.time.Duration;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.jspecify.annotations.Nullable;

/**
 * Runs the replicates of a study on the executors of a Spark application. The study, with its
 * journal and its bits, stays on the driver.
 *
 * {@snippet :
 * Experiment<Model> experiment = Forest.experiment();
 * Runner spark = SparkRunner.on(context).study(Forest.class).slots(64).build();
 * StudyResult result = experiment.optimize(Forest.study().runner(spark));
 * }
 *
 * <p>Executors make the study again, by its {@link StudyFactory}, once for each JVM and run. They
 * compare it with the driver's, and open its resources; both have the same classes. Units go out
 * and results come back as bytes; no other object travels.
 *
 * <p>A unit whose executor is lost runs again elsewhere, with the same seed. A unit that has cost
 * two executors, such as one that needs too much memory, counts as a failed replicate. What an
 * experiment throws is a failed replicate, too, and Spark never retries it.
 *
 * <p>Immutable; several studies may use one runner, also at once. The context is the caller's, who
 * stops it after the studies. A study whose context is stopped fails with this cause.
 */
public final class SparkRunner implements Runner {
  private static final Duration TASK_TIME = Duration.ofMillis(200);

  private final SparkContext context;
  private final ShippedFactory factory;
  private final int slots;
  private final Duration taskTime;
  private final @Nullable String pool;
  private final @Nullable ResourceProfile resources;

  private SparkRunner(
      SparkContext context,
      ShippedFactory factory,
      int slots,
      Duration taskTime,
      @Nullable String pool,
      @Nullable ResourceProfile resources) {
    this.context = context;
    this.factory = factory;
    this.slots = slots;
    this.taskTime = taskTime;
    this.pool = pool;
    this.resources = resources;
  }

  /**
   * Starts to describe a runner.
   *
   * @param context the application that runs replicates; with a {@code SparkSession}, its {@code
   *     sparkContext()}
   * @return a builder, to be used by one thread
   */
  public static Builder on(SparkContext context) {
    Nulls.refuse("spark runner: context", context);
    return new Builder(context);
  }

  /**
   * Starts to describe a runner.
   *
   * @param context the application that runs replicates
   * @return a builder, to be used by one thread
   */
  public static Builder on(JavaSparkContext context) {
    Nulls.refuse("spark runner: context", context);
    return new Builder(context.sc());
  }

  /**
   * Returns the addresses of a resource that Spark has assigned to the running replicate, for
   * example of its GPUs. To be called by the replicate's thread or by one that it has started.
   *
   * @param resource the resource's name, for example {@code gpu}
   * @return the addresses, for example {@code ["0"]}; empty if it was assigned none, or does not
   *     run on Spark; unmodifiable
   */
  public static List<String> addresses(String resource) {
    Nulls.refuse("spark runner: resource", resource);
    return UnitTask.addresses(resource);
  }

  @Override
  public int slots() {
    return slots;
  }

  /**
   * Starts to run the replicates of a study; the study calls it.
   *
   * @param setting the study
   * @param results hears of the results
   * @return the session
   * @throws IllegalStateException if the context is stopped; or if the factory's study is not the
   *     one that is optimized, the message has the difference
   * @throws IllegalArgumentException if the factory cannot make its worker
   */
  @Override
  public RunnerSession open(RunnerSetting setting, RunnerResults results) {
    Nulls.refuse("spark runner: setting", setting);
    Nulls.refuse("spark runner: results", results);
    if (context.isStopped()) {
      throw new IllegalStateException(
          "spark runner: expected a running SparkContext, got one that is stopped; stop it after"
              + " the study");
    }
    factory.requireSame(setting);
    return StudyJobs.start(this, setting, results);
  }

  SparkContext context() {
    return context;
  }

  ShippedFactory factory() {
    return factory;
  }

  Duration taskTime() {
    return taskTime;
  }

  @Nullable String pool() {
    return pool;
  }

  @Nullable ResourceProfile resources() {
    return resources;
  }

  /** {@return for example {@code Spark application app-2026, 64 slots}} */
  @Override
  public String toString() {
    return "Spark application %s, %s slots".formatted(context.applicationId(), slots);
  }

  /** What a runner needs to know. Each method may be called once. Not thread-safe. */
  public static final class Builder {
    private final SparkContext context;
    private final Faults faults = new Faults("spark runner");
    private @Nullable ShippedFactory factory;
    private @Nullable Integer slots;
    private @Nullable Duration taskTime;
    private @Nullable String pool;
    private @Nullable Integer cpus;
    private @Nullable TaskResourceRequests requests;

    private Builder(SparkContext context) {
      this.context = context;
    }

    private static void once(String setting, @Nullable Object before) {
      if (before != null) {
        throw new IllegalStateException("spark runner: %s was set before".formatted(setting));
      }
    }

    /**
     * Sets the class that makes the study on executors. Only its name travels.
     *
     * @param factory a public class with a public constructor without parameters, on the class path
     *     of driver and executors
     * @return this builder
     * @throws IllegalArgumentException if it has no such constructor or is no public class
     * @throws IllegalStateException if a study was set before
     */
    public Builder study(Class<? extends StudyFactory> factory) {
      Nulls.refuse("spark runner: study", factory);
      once("study", this.factory);
      this.factory = ShippedFactory.named(factory);
      return this;
    }

    /**
     * Sets what makes the study on executors, for example a lambda. It is serialized here, before
     * anything starts.
     *
     * @param factory travels with everything that it captures
     * @return this builder
     * @throws IllegalArgumentException if it captures what cannot be serialized; the message has
     *     the path of fields to it
     * @throws IllegalStateException if a study was set before
     */
    public Builder study(SerializableStudyFactory factory) {
      Nulls.refuse("spark runner: study", factory);
      once("study", this.factory);
      this.factory = ShippedFactory.serialized(factory);
      return this;
    }

    /**
     * Sets how many replicates run at once. Units of less than a second may have as many tasks
     * again submitted, so that no slot waits for the driver. Unless the study names its {@link
     * dev.beryl.Study#parallelism parallelism}, it follows from this number, and so do its trials:
     * for that reason Spark is not asked.
     *
     * @param slots at least 1; usually the executors' cores, divided by the cores of a replicate
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public Builder slots(int slots) {
      once("slots", this.slots);
      this.slots = slots;
      faults.require(slots >= 1, "slots: expected >= 1, got %s", slots);
      return this;
    }

    /**
     * Sets how long a task is to be. Units that are shorter share one. Default: 200 ms.
     *
     * @param taskTime 1 ms to 1 h
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public Builder taskTime(Duration taskTime) {
      Nulls.refuse("spark runner: taskTime", taskTime);
      once("taskTime", this.taskTime);
      this.taskTime = taskTime;
      faults.require(
          taskTime.compareTo(Duration.ofMillis(1)) >= 0
              && taskTime.compareTo(Duration.ofHours(1)) <= 0,
          "taskTime: expected 1 ms to 1 h, got %s",
          taskTime);
      return this;
    }

    /**
     * Sets the pool of Spark's fair scheduler for the jobs of the study. It matters if the
     * application was started with {@code spark.scheduler.mode=FAIR}. Unless set, it is the pool of
     * the thread that starts the study.
     *
     * @param pool the pool's name
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public Builder pool(String pool) {
      Nulls.refuse("spark runner: pool", pool);
      once("pool", this.pool);
      this.pool = pool;
      faults.require(!pool.isBlank(), "pool: expected a name, got a blank one");
      return this;
    }

    /**
     * Sets how many cores a replicate has, in place of {@code spark.task.cpus}. Not in local mode.
     *
     * @param cpus at least 1
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public Builder cpus(int cpus) {
      once("cpus", this.cpus);
      this.cpus = cpus;
      faults.require(cpus >= 1, "cpus: expected >= 1, got %s", cpus);
      if (cpus >= 1) {
        requests().cpus(cpus);
      }
      return this;
    }

    /**
     * Has Spark assign a resource to each replicate, whose addresses it then finds by {@link
     * SparkRunner#addresses}. The executors must have it, see {@code spark.executor.resource}. Not
     * in local mode.
     *
     * @param resource its name, for example {@code gpu}
     * @param amount a whole number, or at most 0.5 if several replicates share one
     * @return this builder
     */
    public Builder resource(String resource, double amount) {
      Nulls.refuse("spark runner: resource", resource);
      boolean fits = amount > 0 && (amount <= 0.5 || amount == Math.rint(amount));
      faults.require(
          fits && amount <= Integer.MAX_VALUE,
          "resource '%s': expected a whole number or more than 0 and at most 0.5, got %s",
          resource,
          amount);
      faults.require(!resource.isBlank(), "resource: expected a name, got a blank one");
      if (fits) {
        requests().resource(resource, amount);
      }
      return this;
    }

    private TaskResourceRequests requests() {
      if (requests == null) {
        requests = new TaskResourceRequests();
      }
      return requests;
    }

    /**
     * Makes the runner.
     *
     * @return a new runner
     * @throws IllegalArgumentException if a setting is missing or invalid; the message lists all
     *     faults
     */
    public SparkRunner build() {
      var all = new Faults("spark runner");
      faults.found().forEach(all::add);
      ShippedFactory shipped = factory;
      Integer count = slots;
      if (shipped == null) {
        all.add("study: expected the class or lambda that makes the study on executors, got none");
      }
      if (count == null) {
        all.add("slots: expected how many replicates run at once, got no number");
      }
      all.require(
          requests == null || !context.isLocal(),
          "cpus and resources: expected a cluster, got local mode, which has none");
      all.throwIfAny();
      if (shipped == null || count == null) {
        throw new AssertionError();
      }
      return new SparkRunner(
          context,
          shipped,
          count,
          taskTime == null ? TASK_TIME : taskTime,
          pool,
          requests == null ? null : new ResourceProfileBuilder().require(requests).build());
    }
  }
}
