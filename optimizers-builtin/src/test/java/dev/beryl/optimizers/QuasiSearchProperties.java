package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for each quasi-random search in any space. */
class QuasiSearchProperties {

  @Property(tries = 200, seed = "20261127", edgeCases = EdgeCasesMode.NONE)
  void ask_finiteSpace_coversItOnceAndIsThenEmpty(
      @ForAll("searches") OptimizerChoice search, @ForAll long spaceSeed, @ForAll long seed) {
    SearchSpace space = Spaces.finite(spaceSeed);
    Optimizer optimizer = create(search, space, seed);

    assertThat(Asking.all(optimizer))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(space.enumerate().toList());
    assertThat(optimizer.ask(1)).isEmpty();
    assertThat(optimizer.ask(100)).isEmpty();
  }

  @Property(tries = 200, seed = "20261128", edgeCases = EdgeCasesMode.NONE)
  void ask_anySpace_staysInIt(
      @ForAll("searches") OptimizerChoice search, @ForAll long spaceSeed, @ForAll long seed) {
    SearchSpace space = Spaces.mixed(spaceSeed);

    assertThat(create(search, space, seed).ask(20)).isNotEmpty().allMatch(space::contains);
  }

  @Property(tries = 100, seed = "20261129", edgeCases = EdgeCasesMode.NONE)
  void ask_anySizes_giveTheSameSequence(
      @ForAll("searches") OptimizerChoice search,
      @ForAll long spaceSeed,
      @ForAll long seed,
      @ForAll("sizes") List<Integer> sizes) {
    SearchSpace space = Spaces.mixed(spaceSeed);
    Optimizer optimizer = create(search, space, seed);
    var proposals = new ArrayList<Treatment>();
    for (int size : sizes) {
      List<Treatment> batch = optimizer.ask(size);
      assertThat(batch).hasSizeLessThanOrEqualTo(size);
      proposals.addAll(batch);
    }

    assertThat(proposals).isEqualTo(Asking.upTo(proposals.size(), create(search, space, seed)));
  }

  @Provide
  Arbitrary<OptimizerChoice> searches() {
    return Arbitraries.of(
        Sobol.withDefaults(),
        Sobol.withDefaults().unscrambled(),
        Halton.withDefaults(),
        Halton.withDefaults().unscrambled(),
        LatinHypercube.withDefaults(),
        LatinHypercube.withDefaults().points(7));
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(1, 40).list().ofMaxSize(10);
  }

  private static Optimizer create(OptimizerChoice search, SearchSpace space, long seed) {
    return Asking.create(search, Asking.setting(space, seed));
  }
}
