/** What is said about searches: paired ratios and runtime profiles, with standard errors. */
@org.jspecify.annotations.NullMarked
package dev.beryl.quality.measure;
