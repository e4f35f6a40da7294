package dev.beryl.optimizers.cma;

import dev.beryl.space.Treatment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Points that were observed elsewhere, and those that are told before the search starts. */
final class Observations {
  private static final long ELSEWHERE = -1; // in place of a generation
  private static final double CENTER = 0.5;

  private final SpaceLayout layout;
  private final double[] unit;
  private final double[] center;
  private final List<Candidate> early = new ArrayList<>();
  private int count;

  Observations(SpaceLayout layout) {
    this.layout = layout;
    this.unit = new double[layout.space().dimension()];
    this.center = new double[layout.coordinates()];
    Arrays.fill(center, CENTER);
  }

  /** Puts a candidate where a treatment of the space is. */
  void place(Treatment treatment, Candidate into) {
    layout.space().toUnit(treatment, unit);
    layout.read(unit, center, into.x, into.categories);
    into.generation = ELSEWHERE;
    into.index = count++;
    into.injected = true;
  }

  /** Keeps an observation for the start, if it completed. */
  void add(Candidate candidate) {
    if (candidate.completed()) {
      candidate.rankedLoss = candidate.loss;
      early.add(candidate);
    }
  }

  /** {@return what was kept, the best first, and drops it} */
  List<Candidate> take() {
    List<Candidate> taken = new ArrayList<>(early);
    taken.sort(Comparator.comparingDouble(candidate -> candidate.loss));
    early.clear();
    return taken;
  }
}
