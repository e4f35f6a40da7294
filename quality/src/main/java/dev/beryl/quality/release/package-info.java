/** The quality programme of releases: what optimisers score, and whether a score has dropped. */
@org.jspecify.annotations.NullMarked
package dev.beryl.quality.release;
