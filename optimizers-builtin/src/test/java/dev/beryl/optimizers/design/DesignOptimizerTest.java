package dev.beryl.optimizers.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Lattice;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class DesignOptimizerTest {
  private final SearchSpace space = SearchSpace.of(Parameter.integer("n", 0, 9));
  private final List<Treatment> all = space.enumerate().toList();

  @Test
  void ask_endOfTheDesign_givesWhatIsLeftAndThenNothing() {
    var optimizer = new DesignOptimizer(walk(space));
    assertThat(optimizer.ask(7)).isEqualTo(all.subList(0, 7));
    assertThat(optimizer.ask(7)).isEqualTo(all.subList(7, 10));
    assertThat(optimizer.ask(7)).isEmpty();
    assertThat(optimizer.ask(1)).isEmpty();
  }

  @Test
  void walk_violators_areLeftOutWhereverTheyStand() {
    SearchSpace odd = constrained(1L, 3L, 5L, 7L, 9L);
    SearchSpace even = constrained(0L, 2L, 4L, 6L, 8L);
    assertThat(new DesignOptimizer(walk(odd)).ask(10))
        .extracting(Treatment::name)
        .containsExactly("n=1", "n=3", "n=5", "n=7", "n=9");
    assertThat(new DesignOptimizer(walk(even)).ask(10))
        .extracting(Treatment::name)
        .containsExactly("n=0", "n=2", "n=4", "n=6", "n=8");
  }

  @Test
  void walk_onlyViolators_returnsOne() {
    assertThat(new DesignOptimizer(walk(constrained())).ask(10)).hasSize(1);
  }

  @Test
  void walk_longRunOfViolators_returnsOneOfThemAndGoesOn() {
    int run = (1 << 16) + 10;
    var n = Parameter.integer("n", 0, run);
    SearchSpace last = SearchSpace.of(n).subjectTo("last", t -> t.get(n) == run);
    assertThat(new DesignOptimizer(walk(last)).ask(10))
        .extracting(t -> t.get(n))
        .containsExactly((1L << 16) - 1, (long) run);
  }

  private SearchSpace constrained(Long... allowed) {
    return space.subjectTo("allowed", t -> Arrays.asList(allowed).contains(t.value("n")));
  }

  private static LatticeWalk walk(SearchSpace space) {
    Lattice lattice = space.lattice();
    return new LatticeWalk(space, lattice, size -> LongUnaryOperator.identity());
  }
}
