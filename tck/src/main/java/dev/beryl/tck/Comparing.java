package dev.beryl.tck;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares two plays of one study, bit for bit. */
final class Comparing {
  private Comparing() {}

  /** Requires that the same treatments are proposed. */
  static void proposals(OptimizerCase test, String difference, Script expected, Script got) {
    proposals(test, difference, expected.rehearsal(), got.rehearsal());
  }

  /** Requires that the same treatments are proposed. */
  static void proposals(OptimizerCase test, String difference, Rehearsal expected, Rehearsal got) {
    List<Treatment> before = expected.proposals();
    List<Treatment> after = got.proposals();
    for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
      Optional<Treatment> first = at(before, i);
      Optional<Treatment> second = at(after, i);
      test.require(
          sameBits(test.space(), first, second),
          i,
          "%s: first %s was proposed, then %s",
          difference,
          first.map(Treatment::toString).orElse("nothing"),
          second.map(Treatment::toString).orElse("nothing"));
    }
    Optional<Treatment> best = expected.recommend();
    Optional<Treatment> again = got.recommend();
    test.require(
        sameBits(test.space(), best, again),
        before.size(),
        "%s: recommend first returned %s, then %s",
        difference,
        best,
        again);
  }

  /** Requires that the same is decided. */
  static void decisions(
      PrunerCase test, String difference, List<String> expected, List<String> got) {
    for (int i = 0; i < Math.max(expected.size(), got.size()); i++) {
      String first = at(expected, i).orElse("nothing");
      String second = at(got, i).orElse("nothing");
      test.require(
          first.equals(second), -1, "%s: first it was %s, then %s", difference, first, second);
    }
  }

  private static <T> Optional<T> at(List<T> list, int index) {
    return index < list.size() ? Optional.of(list.get(index)) : Optional.empty();
  }

  private static boolean sameBits(
      SearchSpace space, Optional<Treatment> one, Optional<Treatment> other) {
    return one.map(t -> coordinates(space, t)).equals(other.map(t -> coordinates(space, t)));
  }

  /** The coordinates, which keep every bit. */
  static String coordinates(SearchSpace space, Treatment treatment) {
    long[] coordinates = new long[space.dimension()];
    space.coordinates(treatment, coordinates, 0);
    return Arrays.toString(coordinates);
  }
}
