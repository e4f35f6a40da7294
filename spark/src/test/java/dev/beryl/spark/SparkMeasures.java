package dev.beryl.spark;

import com.sun.management.OperatingSystemMXBean;
import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.StudyFactory;
import dev.beryl.StudyWorker;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What {@code docs/spark.md} says in figures: {@code overhead} beside Spark by hand, {@code short}
 * and {@code empty} units alone, {@code memory} of the driver, {@code slots} that wait. Everything
 * runs in this JVM.
 */
public final class SparkMeasures {
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));

  private static volatile long unitNanos;
  private static volatile double sigma;
  private static final Queue<long[]> SPANS = new ConcurrentLinkedQueue<>();

  private SparkMeasures() {}

  /** Takes the names of what to measure. */
  public static void main(String[] names) {
    for (String name : names) {
      switch (name) {
        case "overhead" ->
            overhead(new int[][] {{1, 10_000, 256}, {1, 2_000, 8}, {100, 200, 8}, {1000, 20, 8}});
        case "short" -> overhead(new int[][] {{1, 10_000, 256}});
        case "empty" -> overhead(new int[][] {{0, 10_000, 256}});
        case "memory" -> memory();
        case "slots" -> slots();
        default ->
            throw new IllegalArgumentException(
                "expected overhead, short, empty, memory or slots: " + name);
      }
    }
  }

  private static Study study(int trials, int parallelism) {
    return Study.of(SPACE, Objective.minimize("loss"))
        .optimizer("random")
        .trials(trials)
        .parallelism(parallelism)
        .seed(1);
  }

  private static void print(String line, Object... values) {
    System.out.println(String.format(Locale.ROOT, line, values));
  }

  private static double seconds(Runnable work) {
    long begun = System.nanoTime();
    work.run();
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Works for a time. */
  public static final class Spinning implements StudyFactory {
    static Experiment<Double> experiment() {
      return Experiment.measuring("loss", _ -> spin());
    }

    @Override
    public StudyWorker worker() {
      return experiment().worker(study(1, 1));
    }
  }

  private static double spin() {
    long until = System.nanoTime() + unitNanos;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    return 0.5;
  }

  /** {@return the time on processors of all threads of this JVM} */
  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  /** Takes the milliseconds of a unit, their number, and how many trials are in flight. */
  private static void overhead(int[][] cases) {
    var spark = new SparkContext(SparkRunnerTest.conf());
    try {
      for (int[] what : cases) {
        unitNanos = what[0] * 1_000_000L;
        int units = what[1];
        byHand(spark, Math.min(units, 200), 2);
        onSpark(spark, Math.min(units, 400), what[2]);
        var ratios = new ArrayList<Double>();
        for (int turn = 0; turn < 3; turn++) {
          double cpu = cpuSeconds();
          double hand = seconds(() -> byHand(spark, units, what[0] <= 1 ? 2 : units));
          double cpuByHand = cpuSeconds() - cpu;
          double study = seconds(() -> onSpark(spark, units, what[2]));
          double cpuOfStudy = cpuSeconds() - cpu - cpuByHand;
          ratios.add(study / hand);
          print(
              "%5d units of %4d ms, %3d in flight: by hand %7.3f s, study %7.3f s, %6.0f a second; CPU"
                  + " %.2f s and %.2f s, %.3f ms a unit more",
              units,
              what[0],
              what[2],
              hand,
              study,
              units / study,
              cpuByHand,
              cpuOfStudy,
              1e3 * (cpuOfStudy - cpuByHand) / units);
        }
        ratios.sort(null);
        print(
            "  ratio: median %.3f, %.3f to %.3f",
            ratios.get(ratios.size() / 2), ratios.getFirst(), ratios.getLast());
      }
    } finally {
      spark.stop();
    }
  }

  private static void byHand(SparkContext spark, int units, int tasks) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < units; i++) {
      all.add(i);
    }
    var _ = new JavaSparkContext(spark).parallelize(all, tasks).map(_ -> spin()).collect();
  }

  private static void onSpark(SparkContext spark, int units, int parallelism) {
    Spinning.experiment()
        .optimize(
            study(units, parallelism)
                .runner(SparkRunner.on(spark).study(Spinning.class).slots(2).build()));
  }

  private static void memory() {
    unitNanos = 0;
    print("threads of this JVM, without Spark");
    Spinning.experiment().optimize(growing().threads(2));
    for (boolean few : new boolean[] {false, true}) {
      var conf = SparkRunnerTest.conf();
      if (few) {
        conf.set("spark.ui.retainedJobs", "50")
            .set("spark.ui.retainedStages", "50")
            .set("spark.ui.retainedTasks", "500");
      }
      var spark = new SparkContext(conf);
      try {
        print("retained jobs: %s", few ? "50" : "1000, as it is");
        Spinning.experiment()
            .optimize(
                growing().runner(SparkRunner.on(spark).study(Spinning.class).slots(2).build()));
      } finally {
        spark.stop();
      }
    }
  }

  /** A study that prints what lives on the heap. */
  private static Study growing() {
    var before = new HashMap<String, Long>();
    return study(100_000, 64)
        .listener(
            new Told(trial -> {
              if (trial % 20_000 == 19_999) {
                Map<String, Long> now = bytesOfClasses();
                print("%6d units told: %5.1f MB of heap in use", trial + 1, total(now) / 1e6);
                if (trial == 19_999) {
                  before.putAll(now);
                } else if (trial == 99_999) {
                  printGrowth(before, now, 80_000);
                }
              }
            }));
  }

  /** What lives, after a collection. */
  private static Map<String, Long> bytesOfClasses() {
    try {
      String table =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
      Map<String, Long> bytes = new HashMap<>();
      for (String line : table.lines().toList()) {
        String[] columns = line.strip().split("\\s+");
        if (columns[0].matches("\\d+:")) {
          bytes.merge(columns[3], Long.valueOf(columns[2]), Long::sum);
        }
      }
      return bytes;
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long total(Map<String, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void printGrowth(Map<String, Long> before, Map<String, Long> now, int units) {
    print(
        "  growth: %.1f bytes a unit, most of it:", (total(now) - total(before)) / (double) units);
    now.entrySet().stream()
        .map(entry ->
            Map.entry(entry.getKey(), entry.getValue() - before.getOrDefault(entry.getKey(), 0L)))
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(12)
        .forEach(entry -> print("  %6.1f %s", entry.getValue() / (double) units, entry.getKey()));
  }

  /** Sleeps for a lognormal time, which its trial gives, as trials share their seeds. */
  public static final class Sleeping implements StudyFactory {
    static Experiment<Double> experiment() {
      return Experiment.measuring(
          "loss",
          ctx -> {
            long begun = System.nanoTime();
            double median = unitNanos;
            long until =
                begun
                    + (long)
                        (median
                            * Math.exp(sigma * new PhiloxRandom(ctx.trial(), 1).nextGaussian()));
            while (System.nanoTime() < until) {
              LockSupport.parkNanos(until - System.nanoTime());
            }
            SPANS.add(new long[] {begun, System.nanoTime()});
            return 0.5;
          });
    }

    @Override
    public StudyWorker worker() {
      return experiment().worker(study(1, 1));
    }
  }

  private static void slots() {
    int slots = 64;
    int trials = 400;
    unitNanos = 500_000_000L;
    var spark = new SparkContext(SparkRunnerTest.conf().setMaster("local[" + slots + "]"));
    try {
      for (double spread : new double[] {1, 0.5, 1.5}) {
        for (int window : new int[] {1, 2, 4, 8}) {
          sigma = spread;
          SPANS.clear();
          double seconds =
              seconds(() ->
                  Sleeping.experiment()
                      .optimize(
                          study(trials, window * slots)
                              .runner(
                                  SparkRunner.on(spark)
                                      .study(Sleeping.class)
                                      .slots(slots)
                                      .build())));
          print(
              "sigma %.1f, window %dx: %3.0f %% busy, %.1f s in all",
              spread, window, 100 * busy(slots), seconds);
        }
      }
    } finally {
      spark.stop();
    }
  }

  /** The share of slots that were busy until the last unit began. */
  private static double busy(int slots) {
    long first = SPANS.stream().mapToLong(span -> span[0]).min().orElseThrow();
    long last = SPANS.stream().mapToLong(span -> span[0]).max().orElseThrow();
    double busy =
        SPANS.stream().mapToDouble(span -> Math.max(0, Math.min(last, span[1]) - span[0])).sum();
    return busy / slots / (last - first);
  }
}
