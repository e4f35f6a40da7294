package dev.beryl.examples.spark;

import dev.beryl.examples.cancer.BreastCancerForest;
import dev.beryl.execution.Runner;
import dev.beryl.spark.SparkRunner;
import java.io.IOException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * Tunes the forest of the quickstart on Spark: the same study with a runner, which has eight
 * replicates in flight. What {@code spark-submit} or the system properties {@code spark.*} say
 * decides where it runs.
 */
public final class ForestOnSpark {
  private static final int SLOTS = 2;

  private ForestOnSpark() {}

  /**
   * Searches, and prints the verdict.
   *
   * @param args none; see {@link BreastCancerForest#main} for the properties that are read
   * @throws IOException if the report cannot be written
   */
  public static void main(String[] args) throws IOException {
    var conf = new SparkConf().setAppName("forest").setIfMissing("spark.master", "local[2]");
    var spark = new SparkContext(conf);
    try {
      Runner runner = SparkRunner.on(spark).study(BreastCancerForest.class).slots(SLOTS).build();
      BreastCancerForest.tune(study -> study.runner(runner));
    } finally {
      spark.stop();
    }
  }
}
