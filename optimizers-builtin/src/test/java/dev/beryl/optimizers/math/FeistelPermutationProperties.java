package dev.beryl.optimizers.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FeistelPermutationProperties {

  @Property(tries = 200, seed = "20240601")
  void applyAsLong_allNumbers_givesEachOnce(
      @ForAll @IntRange(min = 1, max = 5000) int size, @ForAll long seed) {
    var permutation = new FeistelPermutation(size, seed);
    var seen = new BitSet(size);
    for (int i = 0; i < size; i++) {
      seen.set((int) permutation.applyAsLong(i));
    }
    assertThat(seen.cardinality()).isEqualTo(size);
    assertThat(seen.length()).isEqualTo(size);
  }
}
