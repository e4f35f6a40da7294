/**
 * Racing: which of a few treatments is best, from paired replicates, with a statement that holds at
 * whatever replicate one stops.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.race;
