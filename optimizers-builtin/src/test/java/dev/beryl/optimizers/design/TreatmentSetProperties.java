package dev.beryl.optimizers.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.optimizers.Spaces;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TreatmentSetProperties {

  @Property(tries = 200, seed = "20240609")
  void add_randomTreatments_agreesWithASetOfObjects(@ForAll long spaceSeed, @ForAll long seed) {
    SearchSpace space = Spaces.finite(spaceSeed);
    agrees(space, new Random(seed), 300);
  }

  /** Wide fields: seven words a key, and an integer of 62 bits that shares none. */
  @Example
  void add_keysOfManyWords_agreesWithASetOfObjects() {
    long most = (1L << 61) - 1;
    IntegerParameter wide = Parameter.integer("wide", -most, most);
    List<IntegerParameter> others =
        IntStream.range(0, 20).mapToObj(i -> Parameter.integer("x" + i, -5, 1 << 20)).toList();
    SearchSpace space = SearchSpace.of(Stream.concat(Stream.of(wide), others.stream()).toList());
    agrees(space, new Random(1), 2000);
  }

  @Example
  void add_allOfALargeSpace_countsEachOnce() {
    SearchSpace space =
        SearchSpace.of(Parameter.integer("a", -150, 150), Parameter.integer("b", 1, 300));
    var set = new TreatmentSet(space);
    assertThat(space.enumerate().filter(set::add).count()).isEqualTo(301 * 300);
    assertThat(space.enumerate().filter(set::add).count()).isZero();
  }

  private static void agrees(SearchSpace space, Random random, int draws) {
    var set = new TreatmentSet(space);
    var oracle = new HashSet<Treatment>();
    double[] unit = new double[space.dimension()];
    for (int i = 0; i < draws; i++) {
      for (int j = 0; j < unit.length; j++) {
        unit[j] = random.nextDouble();
      }
      Treatment treatment = space.fromUnit(unit);
      assertThat(set.add(treatment)).isEqualTo(oracle.add(treatment));
      assertThat(set.add(treatment)).isFalse();
    }
  }
}
