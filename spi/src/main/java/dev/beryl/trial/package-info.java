/**
 * What becomes of a treatment: trials and their outcomes, the objectives that they are judged by,
 * the samples that replicates record, and how samples are aggregated to one value with its standard
 * error.
 */
@NullMarked
package dev.beryl.trial;

import org.jspecify.annotations.NullMarked;
