package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Enumeration of finite spaces against going through all combinations, active or not. */
class LatticeProperties {
  private static final int TRIES = 150;

  @Property(seed = "3001", tries = TRIES)
  void enumerate_givesEachActiveCombinationOnce(
      @ForAll(supplier = AnySpace.Finite.class) SearchSpace space) {
    List<Map<String, Object>> enumerated = space.enumerate().map(Treatment::values).toList();
    assertThat(enumerated).doesNotHaveDuplicates();
    assertThat(enumerated)
        .containsExactlyInAnyOrderElementsOf(ActiveCombinations.of(space, allLevels(space)));
    assertThat(space.cardinality()).contains(BigInteger.valueOf(enumerated.size()));
    assertThat(space.lattice().sizeExact()).isEqualTo(enumerated.size());
  }

  @Property(seed = "3002", tries = TRIES)
  void enumerated_areInTheSpace_andDecodeFromTheirOwnPlace(
      @ForAll(supplier = AnySpace.Finite.class) SearchSpace space) {
    space
        .enumerate()
        .forEach(treatment -> {
          assertThat(space.contains(Treatment.of("t", treatment.values()))).isTrue();
          assertThat(space.fromUnit(space.toUnit(treatment))).isEqualTo(treatment);
        });
  }

  @Property(seed = "3003", tries = TRIES)
  void lattice_ofSomeLevels_givesEachActiveCombinationOnce(
      @ForAll(supplier = AnySpace.Finite.class) SearchSpace space,
      @ForAll @Size(6) List<@IntRange(min = 1, max = 15) Integer> masks) {
    var levels = new ArrayList<long[]>();
    var axes = new ArrayList<Lattice.Axis>();
    for (int i = 0; i < space.dimension(); i++) {
      Parameter parameter = space.parameters().get(i);
      long[] some = some(masks.get(i), parameter.levels().orElseThrow());
      levels.add(some);
      axes.add(new Lattice.Axis(some.length, level -> parameter.coordinateAt(some[(int) level])));
    }
    Lattice lattice = space.lattice(axes);
    var found = LongStream.range(0, lattice.sizeExact()).mapToObj(lattice::at).toList();
    assertThat(found).doesNotHaveDuplicates().allMatch(space::contains);
    assertThat(found.stream().map(Treatment::values).toList())
        .containsExactlyInAnyOrderElementsOf(ActiveCombinations.of(space, levels));
  }

  @Property(seed = "3004", tries = TRIES)
  void at_outsideOfTheLattice_isRefused(
      @ForAll(supplier = AnySpace.Finite.class) SearchSpace space) {
    Lattice lattice = space.lattice();
    assertThatThrownBy(() -> lattice.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> lattice.at(lattice.sizeExact()))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining(lattice.size().toString());
  }

  private static List<long[]> allLevels(SearchSpace space) {
    return space.parameters().stream()
        .map(p -> LongStream.range(0, p.levels().orElseThrow()).toArray())
        .toList();
  }

  /** The levels whose bit is set in the mask; the first if there is none. */
  private static long[] some(int mask, long levels) {
    long[] chosen = LongStream.range(0, levels).filter(k -> (mask >> k & 1) != 0).toArray();
    return chosen.length == 0 ? new long[1] : chosen;
  }
}
