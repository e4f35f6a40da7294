package dev.beryl.loop;

import dev.beryl.execution.local.ReplicateLog;
import dev.beryl.execution.local.ReplicatePolicy;
import dev.beryl.execution.local.ReplicateSeeds;
import dev.beryl.execution.local.Unit;
import dev.beryl.metric.TrialTable;
import dev.beryl.race.Entrant;
import dev.beryl.race.FinalRace;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.trial.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a study with racing chooses its units, which are replicates, and takes them
 * in, from the search to the end of the final race. With W in flight, unit u is chosen when the
 * units 0 to u - W are committed, and units are committed in the order of their numbers. So every
 * choice sees the same outcomes whoever runs the units and how fast, and W decides on trials.
 *
 * <p>Used by one thread at a time.
 */
public final class RaceOrder {
  private final StudyState state;
  private final RacePlan plan;
  private final Asking proposals;
  private final SearchSpace space;
  private final RaceRecord record;
  private final int mostInFlight;
  private final Supplier<@Nullable Treatment> recommended;
  private final ReplicatePolicy policy;
  private final long seed;
  private final UnitStock stock;
  private final BlockValues values;
  private final Search search;
  private final ArrayDeque<RaceUnit> inFlight = new ArrayDeque<>(); // in the order of choosing
  private @Nullable FinalPhase race;
  private boolean over;

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
   * Starts before the first unit.
   *
   * @param mostInFlight how many replicates may be in flight, at least 1
   * @param log is told of replicates as they are committed; null: nothing is
   * @param recommended asks the optimizer which treatment to use
   * @param seed of the study
   */
  public RaceOrder(
      Parts parts,
      int mostInFlight,
      ReplicateSeeds seeds,
      ReplicatePolicy policy,
      @Nullable ReplicateLog log,
      Supplier<@Nullable Treatment> recommended,
      long seed) {
    this.state = parts.state();
    this.plan = parts.plan();
    this.proposals = parts.proposals();
    this.space = parts.space();
    this.record = parts.record();
    this.mostInFlight = mostInFlight;
    this.recommended = recommended;
    this.policy = policy;
    this.seed = seed;
    this.stock = new UnitStock(seeds, policy, state, parts.history(), log);
    this.values = new BlockValues(state.table().problem(), plan.racing().values().areFinite());
    this.search = new Search(plan, proposals, state, space, parts.call(), stock, record, values);
  }

  private RacePhase phase() {
    return race == null ? search : race;
  }

  /** Chooses one more unit, unless as many are in flight as may be; null: none is chosen now. */
  @Nullable RaceUnit choose() {
    RaceUnit next = over || inFlight.size() >= mostInFlight ? null : phase().next();
    if (next != null) {
      inFlight.add(next);
    }
    return next;
  }

  /** Chooses a replicate that may be chosen as a unit later; null if there is none. */
  @Nullable Unit ahead() {
    return over || state.isFailed() ? null : stock.ahead().next(phase().likely());
  }

  /** Why the study breaks off here: it failed, or its time is over; null: it goes on. */
  @Nullable StudyEnd brokenOff() {
    StudyEnd stop = state.stop();
    return stop != null && (state.isFailed() || stop.ending() == Ending.TIME_LIMIT) ? stop : null;
  }

  /** The unit that is committed next; null if the search or the race is done. */
  @Nullable RaceUnit oldest() {
    return inFlight.isEmpty() || phase().isOver() ? null : inFlight.getFirst();
  }

  /** Takes in the oldest unit, which has ended. */
  void commitOldest() {
    phase().commit(inFlight.removeFirst());
  }

  /** Goes from the search to the final race, or ends that; returns whether the race starts. */
  boolean advance() {
    if (race == null) {
      race = finalRace();
      over = race == null;
    } else {
      race.end();
      over = true;
    }
    return !over;
  }

  /**
   * Takes in what has ended before the first unit that has not, and ends. What has ended after it
   * is left out: units count in their order only, also for who continues the study.
   */
  void commitFinished() {
    if (over) {
      return;
    }
    for (RaceUnit next = oldest(); next != null && next.isFinished(); next = oldest()) {
      commitOldest();
    }
    if (race != null) {
      race.end();
    }
    over = true;
  }

  /** Why the study has ended. */
  StudyEnd end() {
    StudyEnd stop = state.stop();
    if (stop != null && state.isFailed()) {
      return stop;
    }
    FinalPhase last = race;
    return last == null
        ? search.end()
        : search
            .end()
            .and(
                "the final race took %s of at most %s replicates"
                    .formatted(last.chosen(), last.most()));
  }

  /** The race of the best treatments; null if there are fewer than two. */
  private @Nullable FinalPhase finalRace() {
    int most = most();
    Treatment baseline = plan.baseline();
    int besides = baseline == null ? 0 : 1;
    boolean isFinite = plan.racing().values().areFinite();
    int affordable = isFinite ? Integer.MAX_VALUE : most / RacePlan.LEAST_BLOCKS - besides;
    int count = Math.min(plan.racing().finalists(), affordable);
    var chosen = new Finalists(search, state, record.revisions());
    Treatment best = recommended.get();
    if (count > 0 && best != null && space.violated(best).isEmpty()) {
      chosen.add(best, Origin.PROPOSED);
    }
    Treatment incumbent = search.incumbent();
    if (incumbent != null && chosen.size() < count) {
      chosen.add(incumbent, Origin.PROPOSED);
    }
    chosen.fill(count);
    if (baseline != null) {
      chosen.add(baseline, Origin.BASELINE);
    }
    if (chosen.size() < 2) {
      return null;
    }
    int blocks = plan.racing().most();
    int first = isFinite ? 0 : search.firstUnused();
    List<Contender> finalists = chosen.contenders(proposals, first, blocks);
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
    return new FinalPhase(
        rules,
        finalists,
        first,
        blocks,
        isFinite,
        search.chosen(),
        most,
        state,
        record,
        stock,
        values);
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
