/** Optimizers and pruners that break one rule each, and what is sound about them. */
package dev.beryl.tck.broken;
