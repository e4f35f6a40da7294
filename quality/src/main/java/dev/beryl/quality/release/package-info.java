/** The quality program of releases: what optimizers score, and whether a score has dropped. */
@org.jspecify.annotations.NullMarked
package dev.beryl.quality.release;
