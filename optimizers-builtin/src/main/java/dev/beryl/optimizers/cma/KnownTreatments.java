package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.design.Design;
import dev.beryl.optimizers.design.LatticeWalk;
import dev.beryl.optimizers.math.FeistelPermutation;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The treatments that were proposed and may be sampled again, so that none is proposed twice: a
 * sample of one that was proposed takes the known result, or waits for it. These are all treatments
 * of a finite space; in another one those without a continuous value inside its range, as in a
 * corner, or in a branch without such parameters.
 */
final class KnownTreatments {
  private final Map<Treatment, Known> known = new HashMap<>(); // looked up, never gone through
  private final SpaceLayout layout;
  private final @Nullable LatticeWalk remaining; // null if the space is not finite

  /**
   * No known treatments.
   *
   * @param seed of the order in which {@link #next} goes through what is never sampled
   */
  KnownTreatments(SpaceLayout layout, long seed) {
    SearchSpace space = layout.space();
    this.layout = layout;
    this.remaining =
        Design.isEnumerable(space)
            ? new LatticeWalk(space, space.lattice(), size -> new FeistelPermutation(size, seed))
            : null;
  }

  /** {@return whether all treatments of the space can be known} */
  boolean isFinite() {
    return remaining != null;
  }

  /** What the candidates of a treatment share. */
  private static final class Known {
    private @Nullable Candidate result;
    private @Nullable List<Candidate> waiting;
  }

  /** What is known of a sample's treatment. */
  enum Knowledge {
    /** It is new and to be proposed. */
    NEW,
    /** It was proposed and is pending; the sample waits for its result. */
    PENDING,
    /** It was told; the sample has its result. */
    TOLD
  }

  /**
   * Looks up a sample's treatment, and adds it if it is new.
   *
   * @param noisy whether another evaluation tells something new, which counts in a space that is
   *     not finite
   */
  Knowledge lookUp(Treatment treatment, Candidate sample, boolean noisy) {
    boolean mayRepeat = isFinite() || (!noisy && layout.isAtEnds(treatment, sample.x));
    return mayRepeat ? lookUp(treatment, sample) : Knowledge.NEW;
  }

  private Knowledge lookUp(Treatment treatment, Candidate sample) {
    Known before = known.putIfAbsent(treatment, new Known());
    if (before == null) {
      return Knowledge.NEW;
    }
    Candidate result = before.result;
    if (result != null) {
      sample.copyResult(result);
      return Knowledge.TOLD;
    }
    if (before.waiting == null) {
      before.waiting = new ArrayList<>();
    }
    before.waiting.add(sample);
    return Knowledge.PENDING;
  }

  /**
   * Notes the result of a treatment, of one that may be sampled again.
   *
   * @return the samples that waited for it, with the result
   */
  List<Candidate> tell(Treatment treatment, Candidate told) {
    Known entry =
        isFinite() ? known.computeIfAbsent(treatment, _ -> new Known()) : known.get(treatment);
    if (entry == null) {
      return List.of();
    }
    var result = new Candidate(0, 0);
    result.copyResult(told);
    entry.result = result;
    List<Candidate> waiting = entry.waiting;
    entry.waiting = null;
    if (waiting == null) {
      return List.of();
    }
    waiting.forEach(sample -> sample.copyResult(told));
    return waiting;
  }

  /** {@return a treatment that was not proposed; null if there is none} */
  @Nullable Treatment next() {
    Treatment next = remaining == null ? null : remaining.next();
    while (remaining != null && next != null && known.putIfAbsent(next, new Known()) != null) {
      next = remaining.next();
    }
    return next;
  }
}
