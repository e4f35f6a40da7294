package dev.beryl.optimizers.design;

import dev.beryl.optimizers.math.FeistelPermutation;
import dev.beryl.space.Condition;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sequence of treatments of one space. Not thread safe. */
@FunctionalInterface
public interface Design {

  /** {@return the next treatment; null at the end} */
  @Nullable Treatment next();

  /**
   * A design of those candidates that satisfy all hard constraints and are new.
   *
   * <p>In a finite space, once 1024 candidates for one trial were left out, the remaining
   * treatments follow in random order, each once, as a {@link LatticeWalk} goes through them. In an
   * infinite space, once 1024 candidates for one trial were repetitions, the first of them is
   * taken; and if none of 16 384 satisfies all constraints, the last of them is.
   *
   * @param candidates not used by others from now on
   * @param seed of the random order in which the remaining treatments follow
   */
  static Design of(SearchSpace space, Candidates candidates, long seed) {
    if (isEnumerable(space)) {
      return exhaustive(space, candidates, seed);
    }
    FiniteBranches branches = space.isConditional() ? new FiniteBranches(space) : null;
    return new IndependentDesign(space, candidates, branches);
  }

  /** A design as that of {@link #of} which, in an infinite space, takes repetitions too. */
  static Design withRepetition(SearchSpace space, Candidates candidates, long seed) {
    return isEnumerable(space)
        ? exhaustive(space, candidates, seed)
        : new IndependentDesign(space, candidates, null);
  }

  private static Design exhaustive(SearchSpace space, Candidates candidates, long seed) {
    return new ExhaustiveDesign(
        space,
        candidates,
        new LatticeWalk(space, space.lattice(), size -> new FeistelPermutation(size, seed)));
  }

  /**
   * Whether a space counts as finite, so that a design goes through it once and then ends. Two
   * kinds of space do not: one in which any parameter has a continuum of values, and one in which
   * others depend on a parameter with more than 2<sup>20</sup> levels.
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
