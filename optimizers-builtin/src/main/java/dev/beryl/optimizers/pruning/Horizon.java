package dev.beryl.optimizers.pruning;

/**
 * What is known of curves once their usual last step is.
 *
 * @param last that step; no report is judged there or later
 * @param places where they are compared
 * @param projects whether they are projected to that step
 */
record Horizon(long last, Places places, boolean projects) {}
