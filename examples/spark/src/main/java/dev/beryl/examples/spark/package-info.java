/** The forest of the quickstart, tuned on Spark. */
@org.jspecify.annotations.NullMarked
package dev.beryl.examples.spark;
