package dev.beryl.fault;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a mistyped one was probably meant to be. */
public final class Nearest {
  private static final int LEAST_PART = 3;

  private Nearest() {}

  /**
   * Finds the known name with the smallest edit distance (insertions, deletions, substitutions and
   * swaps of neighbors, letter case ignored) to the one that was asked for. If none is within a
   * third of the longer name's letters, finds the first that starts or ends with what was asked
   * for, as {@code startup-trials} does with {@code startup}.
   *
   * @param asked the name that was not found
   * @param known the known names; of equally near ones the first is taken
   * @return the nearest, or empty if none is near; a part of a name needs at least three letters
   */
  public static Optional<String> to(String asked, Collection<String> known) {
    Nulls.refuse("nearest name: asked", asked);
    Nulls.refuseIn("nearest name: known", known);
    String nearest = null;
    double least = 1.0 / 3;
    for (String name : known) {
      double share =
          distance(asked.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))
              / (double) Math.max(2, Math.max(asked.length(), name.length()));
      if (nearest == null ? share <= least : share < least) {
        nearest = name;
        least = share;
      }
    }
    return nearest != null ? Optional.of(nearest) : completing(asked, known);
  }

  private static Optional<String> completing(String asked, Collection<String> known) {
    String part = asked.toLowerCase(Locale.ROOT);
    return part.length() < LEAST_PART
        ? Optional.empty()
        : known.stream()
            .filter(name -> {
              String whole = name.toLowerCase(Locale.ROOT);
              return whole.startsWith(part) || whole.endsWith(part);
            })
            .findFirst();
  }

  /**
   * Returns the end of an error message about an unknown name: the known names, and the one that
   * was probably meant.
   *
   * @param asked the name that was not found
   * @param known the known names
   * @return for example {@code known are [alpha, delta]; did you mean 'delta'?}
   */
  public static String hint(String asked, Collection<String> known) {
    Nulls.refuse("nearest name: asked", asked);
    Nulls.refuseIn("nearest name: known", known);
    String there = known.isEmpty() ? "there are none" : "known are " + known;
    return to(asked, known).map(name -> there + "; did you mean '" + name + "'?").orElse(there);
  }

  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(last[j - 1] + change, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
