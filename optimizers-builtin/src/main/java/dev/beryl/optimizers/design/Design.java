package dev.beryl.optimizers.design;

import dev.beryl.optimizers.math.FeistelPermutation;
import dev.beryl.space.Condition;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sequence of treatments of one space, by and by. Not thread safe. */
@FunctionalInterface
public interface Design {

  /** {@return the next treatment; null if there is none, and then for ever} */
  @Nullable Treatment next();

  /**
   * A design of those candidates that satisfy all hard constraints and, in a finite space, did not
   * come before.
   *
   * <p>In a finite space, when 1024 candidates for one trial were left out, the treatments that
   * remain follow in random order, each once, as a {@link LatticeWalk} goes through them. Two kinds
   * of space count as infinite: one in which any parameter has a continuum of values, and one in
   * which others hang on a parameter with more than 2<sup>20</sup> levels. There treatments may be
   * repeated, and if none of 1024 candidates for one trial satisfies all constraints, the last of
   * them is taken.
   *
   * @param space the candidates' space
   * @param candidates where treatments come from; this design alone may go on with them
   * @param seed of the random order in which the remaining treatments follow
   * @return the design
   */
  static Design of(SearchSpace space, Candidates candidates, long seed) {
    return isEnumerable(space)
        ? new ExhaustiveDesign(
            space,
            candidates,
            new LatticeWalk(space, space.lattice(), size -> new FeistelPermutation(size, seed)))
        : new IndependentDesign(space, candidates);
  }

  /**
   * Whether a space counts as finite, as {@link #of} has it.
   *
   * @param space any space
   * @return whether a design goes through it once and then ends
   */
  static boolean isEnumerable(SearchSpace space) {
    long mostParentLevels = 1 << 20; // that a lattice takes
    List<Parameter> parameters = space.parameters();
    return parameters.stream().allMatch(parameter -> parameter.levels().isPresent())
        && parameters.stream()
            .flatMap(parameter -> parameter.condition().map(Condition::parent).stream())
            .allMatch(parent -> parent.levels().orElseThrow() <= mostParentLevels);
  }
}
