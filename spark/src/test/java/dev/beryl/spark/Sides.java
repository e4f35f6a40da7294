package dev.beryl.spark;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.study.StudyResult;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/** The two sides that are compared: threads of this JVM, and two slots of Spark. */
final class Sides {
  private Sides() {}

  static StudyResult here(Experiment<?> experiment, Study study) {
    return experiment.optimize(study.threads(2));
  }

  static StudyResult there(
      SparkContext spark,
      String name,
      Experiment<?> experiment,
      Study study,
      SerializableStudyFactory factory) {
    SparkRunner runner = SparkRunner.on(spark).study(factory).slots(2).build();
    return Await.end(name, experiment.optimizeAsync(study.runner(runner)));
  }

  /** Runs it as an application by itself. */
  static StudyResult there(
      SparkConf conf, Experiment<?> experiment, Study study, SerializableStudyFactory factory) {
    var spark = new SparkContext(conf);
    try {
      return there(spark, spark.appName(), experiment, study, factory);
    } finally {
      spark.stop();
    }
  }
}
