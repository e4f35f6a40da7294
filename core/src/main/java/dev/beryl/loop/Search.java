package dev.beryl.loop;

import dev.beryl.execution.local.TrialState;
import dev.beryl.execution.local.Unit;
import dev.beryl.race.Challenge.Result;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.trial.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The search of a study with racing: each treatment gets the least number of replicates, and is
 * told. One that was told before gets as many further ones. With an incumbent, treatments that beat
 * it get more replicates before they are told.
 */
final class Search implements RacePhase {
  private final RacePlan plan;
  private final Asking proposals;
  private final StudyState state;
  private final SearchSpace space;
  private final OpenCall call;
  private final UnitStock stock;
  private final RaceRecord record;
  private final BlockValues values;
  private final KnownTrials known;
  private final BestRows best;
  private final List<String> metrics;
  private final @Nullable Climb climb; // null: without an incumbent
  private final PriorityQueue<Contender> unissued = // oldest first
      new PriorityQueue<>(Comparator.comparingInt(Contender::number));
  private final int least;
  private final int most; // units; MAX_VALUE: open
  private int chosen; // units, and trials that are not run
  private int inFlight; // that are not empty
  private int replicates; // the number of the last one that was run, and one
  private @Nullable StudyEnd end;

  Search(
      RacePlan plan,
      Asking proposals,
      StudyState state,
      SearchSpace space,
      OpenCall call,
      UnitStock stock,
      RaceRecord record,
      BlockValues values) {
    this.plan = plan;
    this.proposals = proposals;
    this.state = state;
    this.space = space;
    this.call = call;
    this.stock = stock;
    this.record = record;
    this.values = values;
    this.least = plan.racing().least();
    this.most = plan.search().orElse(Integer.MAX_VALUE);
    this.metrics = state.table().problem().metrics();
    this.best = new BestRows(state.table(), plan.racing().finalists());
    this.known = new KnownTrials(state.table(), least);
    this.climb =
        plan.racing().incumbent().isKept()
            ? new Climb(plan.racing(), state.table().problem())
            : null;
    this.replicates = least;
  }

  @Override
  public @Nullable RaceUnit next() {
    if (end == null) {
      end = state.stop();
    }
    while (!unissued.isEmpty()) {
      Contender oldest = unissued.element();
      if (oldest.mayIssue()) {
        return issued(oldest);
      }
      unissued.remove();
    }
    if (end == null && climb != null && chosen < most && climb.isDue(known)) {
      return issued(climb.refresh(known));
    }
    if (end == null && most - chosen < least) {
      end =
          StudyEnd.of(
              Ending.BUDGET, "all %s replicates are done".formatted(plan.budget().orElse(0)));
    }
    if (end != null) {
      settleWaiting();
      return null;
    }
    List<Treatment> proposed = proposals.ask(1);
    if (!proposed.isEmpty()) {
      return proposed(proposals.asked() - 1, proposed.getFirst());
    }
    if (inFlight > 0 || state.stop() != null) {
      return RaceUnit.EMPTY;
    }
    end = exhausted();
    settleWaiting();
    return null;
  }

  private StudyEnd exhausted() {
    OptionalInt trials = state.budget();
    return trials.isPresent() && proposals.asked() >= trials.getAsInt()
        ? StudyEnd.of(Ending.BUDGET, "all %s trials are done".formatted(trials.getAsInt()))
        : StudyEnd.of(Ending.EXHAUSTED, "the optimizer has nothing more to propose");
  }

  private RaceUnit proposed(int number, Treatment treatment) {
    Outcome rejected = rejected(treatment);
    if (rejected != null) {
      chosen++;
      inFlight++;
      return new RaceUnit(
          new Contender(number, treatment, Contender.NEW, number, 0, 0), null, rejected);
    }
    int row = known.row(treatment);
    Contender next;
    if (row == Contender.NEW) {
      next = new Contender(number, treatment, row, number, 0, least);
    } else {
      int first = known.replicates(row);
      int more =
          plan.racing().values().areFinite()
              ? Math.min(least, plan.racing().most() - first)
              : least;
      next = new Contender(number, treatment, row, state.table().number(row), first, more);
      if (more == 0) { // it has run all that there are
        chosen++;
        inFlight++;
        return new RaceUnit(next, null, null);
      }
      known.replicates(row, first + more);
      replicates = Math.max(replicates, first + more);
    }
    if (least > 1) {
      unissued.add(next);
    }
    return issued(next);
  }

  private @Nullable Outcome rejected(Treatment treatment) {
    if (space.constraints().isEmpty()) {
      return null;
    }
    call.begin("a constraint of the space", "test");
    try {
      return TrialLoop.rejection(space, treatment);
    } finally {
      call.end();
    }
  }

  private RaceUnit issued(Contender contender) {
    chosen++;
    inFlight++;
    int replicate = contender.issue();
    replicates = Math.max(replicates, replicate + 1);
    if (climb != null) {
      climb.chosen(contender.isRefresh());
    }
    Unit unit = stock.unit(contender.owner(), contender.treatment(), replicate);
    if (replicate == 0) {
      state.judge(unit.work());
    }
    stock.restore(unit);
    return new RaceUnit(contender, unit, null);
  }

  @Override
  public void commit(RaceUnit committed) {
    Contender contender = committed.contender();
    if (contender == null) {
      return;
    }
    inFlight--;
    progress();
    take(committed, contender);
  }

  private void progress() {
    List<Integer> best = climb == null ? List.of() : climb.incumbent();
    record.searched(chosen - inFlight, left(), best);
  }

  private void take(RaceUnit committed, Contender contender) {
    Unit unit = committed.unit();
    Outcome decided = committed.decided();
    if (unit == null) {
      if (decided != null) {
        state.enter(TrialState.decided(contender.number(), contender.treatment(), decided));
      } else {
        state.enterAgain(contender.row(), contender.number());
      }
      return;
    }
    stock.note(unit);
    values.searched(contender.owner(), unit);
    if (contender.isSettled()) {
      if (contender.isFurther()) {
        keep(contender.row(), unit);
        stock.reuse(unit);
      } else {
        stock.giveBack(unit);
      }
      return;
    }
    if (contender.isFurther()) {
      keep(contender.row(), unit);
    }
    contender.add(unit.slot());
    if (climb != null) {
      climb.add(contender, unit);
    }
    if (unit.isDecisive() && !contender.isRefresh()) {
      settle(contender, unit, false);
    } else if (contender.isGathered()) {
      gathered(contender, unit);
    }
    if (climb != null && contender.isFurther()) {
      for (Contender challenger : climb.ready()) {
        challenge(climb, challenger, null);
      }
    }
    stock.reuse(unit);
  }

  private void gathered(Contender contender, Unit unit) {
    if (contender.isRefresh()) {
      contender.settle();
      if (!record.further(contender.row()).isEmpty()) {
        state.revise(contender.row());
      }
    } else if (climb == null || contender.isFurther()) {
      settle(contender, unit, false);
    } else {
      challenge(climb, contender, unit);
    }
  }

  /** Says what becomes of a challenger that has all the replicates that it was to have. */
  private void challenge(Climb against, Contender challenger, @Nullable Unit unit) {
    Result result = against.result(challenger, stock.trialOf(challenger).gather());
    if (result == null && mayChoose(1)) {
      against.await(challenger);
      return;
    }
    if (result == Result.GOES_ON) {
      int next = against.next(challenger);
      if (mayChoose(next - challenger.slots().size())) {
        challenger.raise(next);
        unissued.remove(challenger);
        unissued.add(challenger);
        return;
      }
    }
    settle(challenger, unit, result == Result.TAKES_OVER);
  }

  /** Whether so many units may be chosen beside those that are promised. */
  private boolean mayChoose(int units) {
    int promised = unissued.stream().mapToInt(Contender::left).sum();
    return end == null && state.stop() == null && units <= most - chosen - promised;
  }

  /** Tells those that wait for the incumbent, which gets no more replicates. */
  private void settleWaiting() {
    if (climb != null) {
      for (Contender challenger : climb.left()) {
        settle(challenger, null, false);
      }
    }
  }

  /**
   * Tells a contender with the replicates that it has.
   *
   * @param unit the last one; null if it has been used for another since
   */
  private void settle(Contender contender, @Nullable Unit unit, boolean takesOver) {
    contender.settle();
    TrialState trial =
        unit != null && contender.slots().size() == 1 && !contender.isFurther()
            ? unit.work().state()
            : stock.trialOf(contender);
    if (contender.isFurther()) {
      state.enterFurther(contender.row(), trial);
      return;
    }
    state.enter(trial);
    state.lookBack();
    int row = state.table().size() - 1;
    best.add(row);
    if (state.table().isCompleted(row)) {
      known.add(row);
      if (contender.slots().size() != least) {
        known.replicates(row, contender.slots().size());
      }
    }
    if (climb != null) {
      if (takesOver && state.table().isFeasible(row)) {
        climb.takeOver(contender, row);
        takenOver(contender);
      }
      climb.forget(contender);
    }
    stock.giveBack(contender);
  }

  private void takenOver(Contender incumbent) {
    int has = incumbent.slots().size();
    record.incumbent(incumbent.treatment());
    progress();
    state.decided(
        "trial %s is the incumbent".formatted(incumbent.number()),
        List.of(new int[] {incumbent.number(), has, plan.racing().most()}));
  }

  /** Keeps a further replicate of a told trial, if it has values. */
  private void keep(int row, Unit unit) {
    if (unit.values(metrics) != null) {
      record.add(row, unit.slot().recorder(), unit.slot().nanos());
    }
  }

  /** {@return how many units were chosen, trials that were not run included} */
  int chosen() {
    return chosen;
  }

  @Override
  public List<RunAhead.Likely> likely() {
    int first = firstUnused();
    return best.rows().stream()
        .map(row ->
            new RunAhead.Likely(
                state.table().number(row),
                state.table().trial(row).treatment(),
                first,
                first + plan.racing().most()))
        .toList();
  }

  private int left() {
    return most == Integer.MAX_VALUE ? RaceRecord.OPEN : most - chosen;
  }

  /** {@return the first replicate that no trial has run} */
  int firstUnused() {
    return replicates;
  }

  /** The place of the completed trial that has a treatment; {@link Contender#NEW} if none has. */
  int row(Treatment treatment) {
    return known.row(treatment);
  }

  /** {@return the incumbent's treatment; null if the search keeps none} */
  @Nullable Treatment incumbent() {
    return climb == null ? null : climb.treatment();
  }

  /** Whether a completed trial is the one that has its treatment. */
  boolean has(int row) {
    return known.has(row);
  }

  /** {@return why nothing more is chosen} */
  StudyEnd end() {
    return end == null ? exhausted() : end;
  }
}
