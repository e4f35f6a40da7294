package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.design.LatticeWalk;
import dev.beryl.optimizers.math.FeistelPermutation;
import dev.beryl.space.Condition;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The treatments of a finite space that were proposed, so that none is proposed twice: a sample
 * that comes again has the result that is known, or shares the one that is awaited.
 */
final class KnownTreatments {
  private static final long MOST_PARENT_LEVELS = 1 << 20; // that a lattice takes

  private final Map<Treatment, Known> known = new HashMap<>(); // looked up, never gone through
  private final LatticeWalk remaining;

  private KnownTreatments(SearchSpace space, long seed) {
    this.remaining =
        new LatticeWalk(space, space.lattice(), size -> new FeistelPermutation(size, seed));
  }

  /**
   * Knows nothing yet.
   *
   * @param seed of the order in which what is never sampled is gone through in the end
   * @return empty if the space is not finite
   */
  static Optional<KnownTreatments> of(SearchSpace space, long seed) {
    List<Parameter> parameters = space.parameters();
    boolean finite = parameters.stream().allMatch(p -> p.levels().isPresent());
    return finite
            && parameters.stream()
                .flatMap(p -> p.condition().map(Condition::parent).stream())
                .allMatch(parent -> parent.levels().orElseThrow() <= MOST_PARENT_LEVELS)
        ? Optional.of(new KnownTreatments(space, seed))
        : Optional.empty();
  }

  /** What a treatment's candidates share. */
  private static final class Known {
    private @Nullable Candidate result;
    private @Nullable List<Candidate> waiting;
  }

  /** What is known of a sample's treatment. */
  enum Standing {
    /** Nothing: it is to be proposed. */
    NEW,
    /** It is proposed and pending: the sample waits for its result. */
    PENDING,
    /** Its result, which the sample has now. */
    TOLD
  }

  /** Looks a sample's treatment up, which is known from now on. */
  Standing standing(Treatment treatment, Candidate sample) {
    Known before = known.putIfAbsent(treatment, new Known());
    if (before == null) {
      return Standing.NEW;
    }
    Candidate result = before.result;
    if (result != null) {
      sample.sameAs(result);
      return Standing.TOLD;
    }
    if (before.waiting == null) {
      before.waiting = new ArrayList<>();
    }
    before.waiting.add(sample);
    return Standing.PENDING;
  }

  /**
   * Notes the result of a treatment.
   *
   * @return the samples that waited for it and have it now
   */
  List<Candidate> tell(Treatment treatment, Candidate told) {
    Known entry = known.computeIfAbsent(treatment, _ -> new Known());
    var result = new Candidate(0, 0);
    result.sameAs(told);
    entry.result = result;
    List<Candidate> waiting = entry.waiting;
    entry.waiting = null;
    if (waiting == null) {
      return List.of();
    }
    waiting.forEach(sample -> sample.sameAs(told));
    return waiting;
  }

  /** {@return a treatment that was not proposed; null if there is none} */
  @Nullable Treatment next() {
    Treatment next = remaining.next();
    while (next != null && known.putIfAbsent(next, new Known()) != null) {
      next = remaining.next();
    }
    return next;
  }
}
