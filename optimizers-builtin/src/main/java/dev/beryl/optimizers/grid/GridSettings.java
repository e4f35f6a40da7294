package dev.beryl.optimizers.grid;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The chosen options; maps are by the names of parameters, values are texts. */
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
