package dev.beryl.spark;

import dev.beryl.spark.Faulty.Resumed;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * A driver in a JVM of its own: master, jars, options of its executors, journal. It says each trial
 * that is told.
 */
final class Driver {
  private Driver() {}

  public static void main(String[] args) {
    var conf =
        new SparkConf(false)
            .setMaster(args[0])
            .setAppName("driver")
            .setJars(args[1].split(","))
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.executor.memory", "512m")
            .set("spark.executor.cores", "1")
            .set("spark.executor.extraJavaOptions", args[2]);
    var spark = new SparkContext(conf);
    Resumed.experiment()
        .optimize(
            Resumed.study()
                .journal(Path.of(args[3]))
                .listener(new Told(trial -> System.out.println("told " + trial)))
                .runner(SparkRunner.on(spark).study(Resumed.class).slots(2).build()));
    spark.stop();
  }
}
