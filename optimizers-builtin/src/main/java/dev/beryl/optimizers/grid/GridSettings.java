package dev.beryl.optimizers.grid;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The chosen options.
 *
 * @param points of each continuous parameter; empty to choose them by the budget
 * @param pointsOf points of single parameters, by name
 * @param valuesOf the values, as text, that single parameters take, by name
 * @param partial whether the grid may be larger than the study's number of trials
 */
public record GridSettings(
    Optional<Integer> points,
    SortedMap<String, Integer> pointsOf,
    SortedMap<String, List<String>> valuesOf,
    Spacing spacing,
    Order order,
    boolean partial) {
  /** The most points of a parameter. */
  public static final int MOST_POINTS = 1 << 20;
}
