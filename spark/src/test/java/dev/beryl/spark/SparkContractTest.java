package dev.beryl.spark;

import dev.beryl.StudyFactory;
import dev.beryl.execution.Runner;
import dev.beryl.runner.tck.RunnerContract;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Spark in this JVM keeps the rules of runners. */
class SparkContractTest extends RunnerContract {
  private static SparkContext spark;

  @BeforeAll
  static void start() {
    spark = new SparkContext(SparkRunnerTest.conf().setMaster("local[4]"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Override
  protected Runner runner(Class<? extends StudyFactory> factory, int slots) {
    return SparkRunner.on(spark).study(factory).slots(slots).build();
  }
}
