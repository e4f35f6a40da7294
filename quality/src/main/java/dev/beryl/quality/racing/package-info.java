/**
 * Simulated races of finalists whose true values are known, which measure how often the promises of
 * a race are kept, and what a race costs.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.quality.racing;
