package dev.beryl.optimizers.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StepMapProperties {

  @Property(tries = 500, seed = "20240705")
  void with_anySteps_hasTheLatestValueNowAndInEveryEarlierMap(@ForAll("steps") List<Long> steps) {
    var maps = new ArrayList<StepMap<Integer>>();
    maps.add(StepMap.empty());
    for (int i = 0; i < steps.size(); i++) {
      maps.add(maps.getLast().with(steps.get(i), i));
    }
    for (int told = 0; told <= steps.size(); told++) {
      List<Long> known = steps.subList(0, told);
      for (long step : steps) {
        long absent = step ^ 0x5555_0000_5555L;
        assertThat(maps.get(told).at(step, -1)).isEqualTo(known.lastIndexOf(step));
        assertThat(maps.get(told).at(absent, -1)).isEqualTo(known.lastIndexOf(absent));
      }
    }
  }

  @Provide
  Arbitrary<List<Long>> steps() {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(-8, 8),
            Arbitraries.longs(),
            Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, 1L << 62, 1L << 32, 0L))
        .list()
        .ofMaxSize(40);
  }
}
