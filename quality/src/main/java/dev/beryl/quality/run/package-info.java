/** Searches: optimizers by their plug-in contract, and peers, on one instance at a time. */
@org.jspecify.annotations.NullMarked
package dev.beryl.quality.run;
