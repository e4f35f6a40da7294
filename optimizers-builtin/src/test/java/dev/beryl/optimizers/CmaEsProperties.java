package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import java.util.List;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CmaEsProperties {

  @Property(tries = 150, seed = "20240701")
  void ask_anySpaceAnyOrder_staysInItAndRepeatsItself(@ForAll long spaceSeed, @ForAll long seed) {
    SearchSpace space = Spaces.mixed(spaceSeed);
    List<Treatment> proposed = inFlight(space, seed);
    assertThat(proposed).isNotEmpty().allMatch(space::owns);
    assertThat(inFlight(space, seed)).isEqualTo(proposed);
  }

  private static List<Treatment> inFlight(SearchSpace space, long seed) {
    return new CmaEsStudy(create(space, seed), loss(space)).runInFlight(120, 4, seed).proposed();
  }

  @Property(tries = 100, seed = "20240702")
  void ask_finiteSpace_coversItOnceAndIsThenEmpty(@ForAll long spaceSeed, @ForAll long seed) {
    SearchSpace space = Spaces.finite(spaceSeed);
    Optimizer optimizer = create(space, seed);
    var study = new CmaEsStudy(optimizer, loss(space)).run(5000);
    assertThat(study.proposed())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(space.enumerate().toList());
    assertThat(optimizer.ask(1)).isEmpty();
  }

  /** A bowl of the places in the unit cube, with failures and ties. */
  private static ToDoubleFunction<Treatment> loss(SearchSpace space) {
    return treatment -> {
      double sum = 0;
      for (double place : space.toUnit(treatment)) {
        sum += Double.isNaN(place) ? 0 : Math.rint(8 * Math.abs(place - 0.6));
      }
      return sum > 10 ? Double.NaN : sum;
    };
  }

  private static Optimizer create(SearchSpace space, long seed) {
    return Asking.create(CmaEs.withDefaults(), Asking.setting(space, seed));
  }
}
