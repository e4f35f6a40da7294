package dev.beryl.tck;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares two plays of one study, bit for bit. */
final class Same {
  private Same() {}

  static void require(Case test, String difference, Script expected, Script got) {
    List<Treatment> before = expected.proposals();
    List<Treatment> after = got.proposals();
    for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
      String first = i < before.size() ? text(test.space(), before.get(i)) : "nothing";
      String second = i < after.size() ? text(test.space(), after.get(i)) : "nothing";
      test.require(
          first.equals(second),
          i,
          "%s: first %s was proposed, then %s",
          difference,
          i < before.size() ? before.get(i) : first,
          i < after.size() ? after.get(i) : second);
    }
    Optional<Treatment> best = expected.rehearsal().recommend();
    Optional<Treatment> again = got.rehearsal().recommend();
    test.require(
        best.map(t -> text(test.space(), t)).equals(again.map(t -> text(test.space(), t))),
        before.size(),
        "%s: recommend first gave %s, then %s",
        difference,
        best,
        again);
  }

  /** The coordinates, which keep every bit. */
  static String text(SearchSpace space, Treatment treatment) {
    long[] coordinates = new long[space.dimension()];
    space.coordinates(treatment, coordinates, 0);
    return Arrays.toString(coordinates);
  }
}
