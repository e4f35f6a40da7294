package dev.beryl.benchmarks;

import dev.beryl.Context;
import dev.beryl.Experiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does recording a metric cost? One replicate of an experiment records 10 000 values through
 * its context, all of one metric or of five in turn, and is run by {@link Experiment#run}. Times
 * are per value: its recording, the growth of what it is kept in, and its copy into the samples of
 * the run. The start of the run is in them too, but is shared by all values; nothing is aggregated.
 * Beside arrays that grow by hand and are trimmed in the end, and beside a map of lists, as it is
 * often written.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=MetricRecording}
 */
public class MetricRecording extends BerylBenchmark {
  private static final int VALUES = 10_000;

  /** The number of metrics, recorded in turn. */
  @Param({"1", "5"})
  public int metrics;

  private double[] values;
  private String[] names;
  private Experiment<double[]> experiment;

  /** Made by JMH. */
  public MetricRecording() {}

  /** Draws the values, makes the experiment, and sees to it that all keep the same. */
  @Setup
  public void prepare() {
    values = new SplittableRandom(7).doubles(VALUES).toArray();
    names = IntStream.range(0, metrics).mapToObj(i -> "metric" + i).toArray(String[]::new);
    experiment =
        Experiment.from(
                ctx -> {
                  record(ctx);
                  return values;
                })
            .build();
    var run = experiment.run(List.of(), 1).baseline();
    double[][] arrays = growingArrays();
    Map<String, List<Double>> lists = mapOfLists();
    for (int m = 0; m < metrics; m++) {
      double[] ours = run.samples(names[m]).toArray();
      double[] listed = lists.get(names[m]).stream().mapToDouble(Double::doubleValue).toArray();
      if (!Arrays.equals(ours, arrays[m]) || !Arrays.equals(ours, listed)) {
        throw new IllegalStateException("%s: not all keep the same values".formatted(names[m]));
      }
    }
  }

  private void record(Context ctx) {
    for (int i = 0; i < VALUES; i += metrics) {
      for (int m = 0; m < metrics; m++) {
        ctx.record(names[m], values[i + m]);
      }
    }
  }

  /** {@return a run of one replicate that records all values} */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public Object recorded() {
    return experiment.run(List.of(), 1);
  }

  private static final class Column {
    private double[] kept = new double[10];
    private int size;

    void add(double value) {
      if (size == kept.length) {
        kept = Arrays.copyOf(kept, 2 * size);
      }
      kept[size++] = value;
    }
  }

  /** {@return the floor: an array for each metric that grows by hand, and is trimmed in the end} */
  @Benchmark
  @Floor
  @OperationsPerInvocation(VALUES)
  public double[][] growingArrays() {
    var columns = new Column[metrics];
    Arrays.setAll(columns, _ -> new Column());
    for (int i = 0; i < VALUES; i += metrics) {
      for (int m = 0; m < metrics; m++) {
        columns[m].add(values[i + m]);
      }
    }
    double[][] trimmed = new double[metrics][];
    Arrays.setAll(trimmed, m -> Arrays.copyOf(columns[m].kept, columns[m].size));
    return trimmed;
  }

  /** {@return the peer: a map from the metric's name to a list of boxed values} */
  @Benchmark
  @Peer
  @OperationsPerInvocation(VALUES)
  public Map<String, List<Double>> mapOfLists() {
    var map = new HashMap<String, List<Double>>();
    for (int i = 0; i < VALUES; i += metrics) {
      for (int m = 0; m < metrics; m++) {
        map.computeIfAbsent(names[m], _ -> new ArrayList<>()).add(values[i + m]);
      }
    }
    return map;
  }
}
