/**
 * Runs replicates of studies on Apache Spark: {@link dev.beryl.spark.SparkRunner}. The study stays
 * on the driver.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.spark;
