/**
 * Defines the results of treatments: trials and their outcomes, the objectives by which they are
 * judged, the samples that replicates record, and the aggregations that reduce samples to one value
 * with its standard error.
 */
@NullMarked
package dev.beryl.trial;

import org.jspecify.annotations.NullMarked;
