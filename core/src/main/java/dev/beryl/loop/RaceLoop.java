package dev.beryl.loop;

import dev.beryl.execution.local.ReplicateLog;
import dev.beryl.execution.local.ReplicatePolicy;
import dev.beryl.execution.local.ReplicateSeeds;
import dev.beryl.execution.local.TrialRunner;
import dev.beryl.execution.local.Unit;
import dev.beryl.metric.TrialTable;
import dev.beryl.race.Entrant;
import dev.beryl.race.FinalRace;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The loop of a study with racing, whose unit of work is one replicate. With W in flight, unit u is
 * chosen when the units 0 to u - W are committed, and units are committed in the order of their
 * numbers. So every choice sees the same outcomes whatever the threads, and W decides on trials.
 *
 * <p>Run by the thread that drives its runner.
 */
public final class RaceLoop extends StudyLoop {
  private final RacePlan plan;
  private final Asking proposals;
  private final SearchSpace space;
  private final RaceRecord record;
  private final int mostInFlight;
  private final Supplier<@Nullable Treatment> recommended;
  private final ReplicatePolicy policy;
  private final long seed;
  private final UnitStock stock;
  private final Search search;
  private final ArrayDeque<RaceUnit> inFlight = new ArrayDeque<>(); // in the order of choosing
  private @Nullable FinalPhase race;

  /** What a study with racing is made of. */
  public record Parts(
      RacePlan plan,
      Asking proposals,
      StudyState state,
      History history,
      SearchSpace space,
      OpenCall call,
      RaceRecord record) {}

  /**
   * Makes a loop.
   *
   * @param mostInFlight how many replicates may be in flight, at least 1
   * @param log is told of replicates as they are committed; null: nothing is
   * @param recommended asks the optimizer which treatment to use
   * @param seed of the study
   */
  public RaceLoop(
      Parts parts,
      TrialRunner runner,
      int mostInFlight,
      ReplicateSeeds seeds,
      ReplicatePolicy policy,
      @Nullable ReplicateLog log,
      Supplier<@Nullable Treatment> recommended,
      long seed) {
    super(parts.state(), runner);
    this.plan = parts.plan();
    this.proposals = parts.proposals();
    this.space = parts.space();
    this.record = parts.record();
    this.mostInFlight = mostInFlight;
    this.recommended = recommended;
    this.policy = policy;
    this.seed = seed;
    this.stock = new UnitStock(seeds, policy, state, parts.history(), log);
    this.search = new Search(plan, proposals, state, space, parts.call(), stock, record);
  }

  @Override
  StudyEnd loop() {
    StudyEnd broken = run(search);
    if (broken != null) {
      return broken;
    }
    StudyEnd searched = search.end();
    FinalPhase last = finalRace();
    if (last == null) {
      return stopped(searched);
    }
    race = last;
    broken = run(last);
    if (broken != null) {
      return broken;
    }
    last.end();
    return stopped(
        searched.and(
            "the final race took %s of at most %s replicates"
                .formatted(last.chosen(), last.most())));
  }

  /** The end of a study, unless something failed. */
  private StudyEnd stopped(StudyEnd end) {
    StudyEnd stop = state.stop();
    return stop != null && state.isFailed() ? stop : end;
  }

  private RacePhase phase() {
    return race == null ? search : race;
  }

  /** Runs a phase until nothing more is chosen and all is committed; why it broke off, or null. */
  private @Nullable StudyEnd run(RacePhase phase) {
    while (true) {
      fill(phase);
      if (runner.isCancelled()) {
        return enterWhatIsFinished(cancelled());
      }
      StudyEnd stop = state.stop();
      if (state.isFailed()) {
        return stop;
      }
      if (stop != null && stop.ending() == Ending.TIME_LIMIT) {
        return enterWhatIsFinished(stop);
      }
      if (inFlight.isEmpty() || phase.isOver()) {
        return null;
      }
      RaceUnit oldest = inFlight.getFirst();
      Unit unit = oldest.unit();
      if (unit != null && !unit.isKnown()) {
        runner.await(unit.work());
        if (runner.isCancelled()) {
          continue;
        }
      }
      inFlight.removeFirst();
      phase.commit(oldest);
    }
  }

  /** Chooses as many units as may be in flight. */
  private void fill(RacePhase phase) {
    while (inFlight.size() < mostInFlight && !runner.isCancelled()) {
      RaceUnit next = phase.next();
      if (next == null) {
        return;
      }
      inFlight.add(next);
      if (next.unit() != null && !next.isKnown()) {
        runner.start(next.unit().work());
      }
    }
  }

  @Override
  StudyEnd enterWhatIsFinished(StudyEnd why) {
    RacePhase phase = phase();
    runner.close();
    var finished = new ArrayList<>(inFlight);
    finished.removeIf(unit -> !unit.isFinished());
    for (RaceUnit unit : finished) {
      inFlight.remove(unit); // first: who goes on in this thread's place commits it no more
      phase.commit(unit);
    }
    if (phase instanceof FinalPhase last) {
      last.end();
    }
    return why;
  }

  /** The race of the best treatments; null if there are fewer than two. */
  private @Nullable FinalPhase finalRace() {
    int most = most();
    Treatment baseline = plan.baseline();
    int besides = baseline == null ? 0 : 1;
    int count = Math.min(plan.racing().finalists(), most / RacePlan.LEAST_BLOCKS - besides);
    var chosen = new Finalists(search, state, record.revisions());
    Treatment best = recommended.get();
    if (count > 0 && best != null && space.violated(best).isEmpty()) {
      chosen.add(best);
    }
    Treatment incumbent = search.incumbent();
    if (incumbent != null && chosen.size() < count) {
      chosen.add(incumbent);
    }
    chosen.fill(count);
    if (baseline != null) {
      chosen.add(baseline);
    }
    if (chosen.size() < 2) {
      return null;
    }
    int blocks = plan.racing().most();
    List<Contender> finalists = chosen.contenders(proposals, search.firstUnused(), blocks);
    int index = indexOf(baseline, finalists);
    var entrants = new ArrayList<Entrant>();
    for (int i = 0; i < finalists.size(); i++) {
      int number = finalists.get(i).owner();
      entrants.add(i == index ? new Entrant(number, "the baseline") : Entrant.of(number));
    }
    TrialTable table = state.table();
    var rules =
        new FinalRace(
            plan.race(table.problem(), policy.tolerated(), seed),
            entrants,
            index < 0 ? OptionalInt.empty() : OptionalInt.of(index));
    return new FinalPhase(rules, finalists, blocks, search.chosen(), most, state, record, stock);
  }

  /** How many replicates the race may take: all that are left if nothing more is proposed. */
  private int most() {
    int reserve = plan.reserve(search.chosen());
    return plan.budget().isPresent() && search.end().ending() == Ending.EXHAUSTED
        ? Math.max(reserve, plan.budget().getAsInt() - search.chosen())
        : reserve;
  }

  private int indexOf(@Nullable Treatment baseline, List<Contender> finalists) {
    for (int i = 0; baseline != null && i < finalists.size(); i++) {
      if (finalists.get(i).treatment().values().equals(baseline.values())) {
        return i;
      }
    }
    return -1;
  }
}
