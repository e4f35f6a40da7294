package dev.beryl.loop;

import dev.beryl.execution.local.TrialState;
import dev.beryl.execution.local.Unit;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.study.RaceProgress;
import dev.beryl.trial.Outcome;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The search of a study with racing: each treatment gets the least number of replicates, and is
 * told. One that was told before gets as many further ones.
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
  private final List<String> metrics;
  private final ArrayDeque<Contender> unissued = new ArrayDeque<>();
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
    this.known = new KnownTrials(state.table(), least);
    this.replicates = least;
  }

  @Override
  public @Nullable RaceUnit next() {
    if (end == null) {
      end = state.stop();
    }
    while (!unissued.isEmpty()) {
      Contender oldest = unissued.getFirst();
      if (oldest.mayIssue()) {
        return issued(oldest);
      }
      unissued.removeFirst();
    }
    if (end == null && most - chosen < least) {
      end =
          StudyEnd.of(
              Ending.BUDGET, "all %s replicates are done".formatted(plan.budget().orElse(0)));
    }
    if (end != null) {
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
      int more = plan.racing().isFinite() ? Math.min(least, plan.racing().most() - first) : least;
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
    record.progress(new RaceProgress(false, chosen - inFlight, left(), List.of()));
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
    boolean decisive = unit.isDecisive();
    if (decisive || contender.isGathered()) {
      contender.settle();
      settle(contender, unit);
      if (!contender.isFurther()) {
        stock.giveBack(contender.slots());
      }
    }
    stock.reuse(unit);
  }

  private void settle(Contender contender, Unit unit) {
    boolean single = contender.slots().size() == 1 && !contender.isFurther();
    TrialState trial = single ? unit.work().state() : stock.trialOf(contender);
    if (contender.isFurther()) {
      state.enterFurther(contender.row(), trial);
      return;
    }
    state.enter(trial);
    state.lookBack();
    int row = state.table().size() - 1;
    if (state.table().isCompleted(row)) {
      known.add(contender.treatment(), row);
    }
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

  private OptionalInt left() {
    return most == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(most - chosen);
  }

  /** {@return the first replicate that no trial has run} */
  int firstUnused() {
    return replicates;
  }

  /** The place of the completed trial that has a treatment; {@link Contender#NEW} if none has. */
  int row(Treatment treatment) {
    return known.row(treatment);
  }

  /** Whether a trial is the one that has its treatment. */
  boolean has(int row) {
    return known.has(row);
  }

  /** {@return why nothing more is chosen} */
  StudyEnd end() {
    return end == null ? exhausted() : end;
  }
}
