package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RandomSearchProperties {

  @Property(tries = 200, seed = "20240606")
  void ask_finiteSpace_coversItOnceAndIsThenEmpty(@ForAll long spaceSeed, @ForAll long seed) {
    SearchSpace space = Spaces.finite(spaceSeed);
    Optimizer optimizer = create(space, seed);
    assertThat(Asking.all(optimizer))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(space.enumerate().toList());
    assertThat(optimizer.ask(1)).isEmpty();
    assertThat(optimizer.ask(100)).isEmpty();
  }

  @Property(tries = 200, seed = "20240607")
  void ask_anySpace_staysInIt(@ForAll long spaceSeed, @ForAll long seed) {
    SearchSpace space = Spaces.mixed(spaceSeed);
    assertThat(create(space, seed).ask(20)).isNotEmpty().allMatch(space::contains);
  }

  @Property(tries = 100, seed = "20240608", edgeCases = EdgeCasesMode.NONE)
  void ask_anySizes_giveTheSameSequence(
      @ForAll long spaceSeed, @ForAll long seed, @ForAll("sizes") List<Integer> sizes) {
    SearchSpace space = Spaces.mixed(spaceSeed);
    Optimizer optimizer = create(space, seed);
    var proposals = new ArrayList<Treatment>();
    for (int size : sizes) {
      List<Treatment> batch = optimizer.ask(size);
      assertThat(batch).hasSizeLessThanOrEqualTo(size);
      proposals.addAll(batch);
    }
    assertThat(proposals).isEqualTo(Asking.upTo(proposals.size(), create(space, seed)));
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(1, 40).list().ofMaxSize(10);
  }

  private static Optimizer create(SearchSpace space, long seed) {
    return Asking.create(RandomSearch.withDefaults(), Asking.setting(space, seed));
  }
}
