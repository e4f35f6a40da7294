package dev.beryl.loop;

import dev.beryl.execution.local.Unit;
import dev.beryl.metric.Recordings;
import dev.beryl.race.Challenge;
import dev.beryl.race.Challenge.Result;
import dev.beryl.space.Treatment;
import dev.beryl.study.Racing;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The incumbent of a search that climbs, and its challengers: treatments that have run their first
 * replicates and are not told yet. Used by one thread.
 */
final class Climb {
  private final Challenge challenge;
  private final Evaluation evaluation;
  private final List<OutcomeConstraint> constraints;
  private final List<String> metrics;
  private final int objectives;
  private final int most; // replicates of the incumbent
  private final double every; // how many units are chosen between two of the incumbent's
  private final Map<Contender, Values> challengers = new HashMap<>();
  private final List<Contender> waiting = new ArrayList<>(); // for replicates of the incumbent
  private @Nullable Incumbent incumbent;
  private int chosenSince; // the incumbent's last one

  Climb(Racing racing, Problem problem) {
    this.challenge =
        new Challenge(problem.objectives().getFirst(), racing.most(), racing.incumbent().strict());
    this.evaluation = Evaluation.ofReplicates(problem.objectives(), problem.constraints());
    this.constraints = problem.constraints();
    this.metrics = problem.metrics();
    this.objectives = problem.objectives().size();
    this.most = racing.most();
    this.every = 1 / racing.incumbent().refresh();
  }

  /** Values of the first objective by replicate; NaN of one that has none. */
  private static final class Values {
    private double[] all = new double[4];
    private int size;

    void put(int replicate, double value) {
      while (all.length <= replicate) {
        all = Arrays.copyOf(all, 2 * all.length);
      }
      Arrays.fill(all, Math.min(size, replicate), replicate, Double.NaN);
      all[replicate] = value;
      size = Math.max(size, replicate + 1);
    }

    double[] toArray() {
      return Arrays.copyOf(all, size);
    }
  }

  /**
   * The best treatment so far.
   *
   * @param row its trial's place in the order of telling
   * @param number of its trial
   */
  private record Incumbent(int row, int number, Treatment treatment, Values values) {}

  /** Notes that a unit was chosen. */
  void chosen(boolean ofIncumbent) {
    chosenSince = ofIncumbent ? 0 : chosenSince + 1;
  }

  /**
   * Whether the next unit is one of the incumbent's.
   *
   * @param known has the number of replicates that it has or that are in flight
   */
  boolean isDue(KnownTrials known) {
    Incumbent now = incumbent;
    if (now == null) {
      return false;
    }
    int issued = known.replicates(now.row());
    return waiting.stream().anyMatch(challenger -> issued < challenger.slots().size())
        || (issued < most && chosenSince >= every);
  }

  /** The incumbent's next replicate. */
  Contender refresh(KnownTrials known) {
    Incumbent now = present();
    int replicate = known.replicates(now.row());
    known.replicates(now.row(), replicate + 1);
    return new Contender(now.number(), now.treatment(), now.row(), now.number(), replicate, 1);
  }

  private Incumbent present() {
    if (incumbent == null) {
      throw new IllegalStateException("no incumbent");
    }
    return incumbent;
  }

  /** Takes in a replicate that was committed. */
  void add(Contender contender, Unit unit) {
    int replicate = unit.slot().replicate();
    Incumbent now = incumbent;
    if (!contender.isFurther()) {
      challengers.computeIfAbsent(contender, _ -> new Values()).put(replicate, value(unit));
    } else if (now != null && now.row() == contender.row()) {
      now.values().put(replicate, value(unit));
    }
  }

  private double value(Unit unit) {
    Recordings measured = unit.values(metrics);
    return measured != null && evaluation.evaluate(measured) instanceof Outcome.Completed
        ? evaluation.values()[0]
        : Double.NaN;
  }

  /**
   * What becomes of a challenger that has all the replicates that it was to have.
   *
   * @param recordings of them
   * @return null if the incumbent has to run more replicates first
   */
  @Nullable Result result(Contender challenger, Recordings recordings) {
    if (!isFeasible(recordings)) {
      return Result.DROPPED;
    }
    Incumbent now = incumbent;
    if (now == null) {
      return Result.TAKES_OVER;
    }
    double[] own = values(challenger).toArray();
    double[] others = now.values().toArray();
    if (others.length < own.length) {
      return null;
    }
    return challenge.after(own, others);
  }

  private boolean isFeasible(Recordings recordings) {
    if (constraints.isEmpty()) {
      return true;
    }
    if (!(evaluation.evaluate(recordings) instanceof Outcome.Completed)) {
      return false;
    }
    double[] measured = evaluation.values();
    for (int c = 0; c < constraints.size(); c++) {
      if (constraints.get(c).excess(measured[objectives + c]) > 0) {
        return false;
      }
    }
    return true;
  }

  private Values values(Contender challenger) {
    Values values = challengers.get(challenger);
    if (values == null) {
      throw new IllegalStateException("no challenger");
    }
    return values;
  }

  /** How many replicates a challenger that goes on is to have. */
  int next(Contender challenger) {
    return challenge.next(challenger.slots().size(), present().values().size);
  }

  /** A challenger waits for replicates of the incumbent. */
  void await(Contender challenger) {
    waiting.add(challenger);
  }

  /** Those that wait no more, oldest first: the incumbent has as many replicates. */
  List<Contender> ready() {
    Incumbent now = incumbent;
    if (now == null || waiting.isEmpty()) {
      return List.of();
    }
    int has = now.values().size;
    List<Contender> ready = waiting.stream().filter(each -> each.slots().size() <= has).toList();
    waiting.removeAll(ready);
    return ready;
  }

  /** Those that still wait, once nothing more is chosen. */
  List<Contender> left() {
    List<Contender> left = List.copyOf(waiting);
    waiting.clear();
    return left;
  }

  /** A challenger was told, and is the incumbent now. */
  void takeOver(Contender challenger, int row) {
    Values values = values(challenger);
    incumbent = new Incumbent(row, challenger.number(), challenger.treatment(), values);
  }

  /** A contender is told, and has no part in this any more. */
  void forget(Contender challenger) {
    challengers.remove(challenger);
  }

  /** {@return the number of the incumbent's trial, if there is one} */
  List<Integer> incumbent() {
    return incumbent == null ? List.of() : List.of(incumbent.number());
  }

  /** {@return the incumbent's treatment; null if there is none} */
  @Nullable Treatment treatment() {
    return incumbent == null ? null : incumbent.treatment();
  }
}
