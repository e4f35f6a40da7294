package dev.beryl.loop;

import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.execution.local.Unit;
import dev.beryl.loop.BlockValues.Block;
import dev.beryl.race.FinalRace;
import dev.beryl.study.RaceProgress;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The final race: block by block, every finalist that is left runs one replicate. */
final class FinalPhase implements RacePhase {
  private final FinalRace race;
  private final List<Contender> finalists;
  private final StudyState state;
  private final RaceRecord record;
  private final UnitStock stock;
  private final BlockValues values;
  private final int blocks;
  private final int first; // the number of the first block's replicate
  private final boolean isFinite; // there are no other blocks
  private final int most; // units
  private final int searched; // units before
  private final int[] issued; // blocks of each finalist
  private int block; // whose replicates are chosen
  private int chosen;
  private int counted; // units that are committed
  private List<Integer> survivors;

  /**
   * A race that starts.
   *
   * @param finalists in the order in which they entered
   * @param first the number of the first block's replicate
   * @param blocks the largest number of blocks
   * @param isFinite whether there are no others
   * @param searched how many replicates the search took
   * @param most how many replicates it may take
   */
  FinalPhase(
      FinalRace race,
      List<Contender> finalists,
      int first,
      int blocks,
      boolean isFinite,
      int searched,
      int most,
      StudyState state,
      RaceRecord record,
      UnitStock stock,
      BlockValues values) {
    this.race = race;
    this.finalists = finalists;
    this.blocks = blocks;
    this.first = first;
    this.isFinite = isFinite;
    this.most = most;
    this.searched = searched;
    this.state = state;
    this.record = record;
    this.stock = stock;
    this.values = values;
    this.issued = new int[finalists.size()];
    tellWhatIsKnown();
    this.survivors = race.survivors();
    progress();
    decide("final race of %s treatments".formatted(finalists.size()));
  }

  private void tellWhatIsKnown() {
    for (int raced = 0; raced < blocks; raced++) {
      for (int i = 0; i < finalists.size(); i++) {
        Block known = known(i, raced);
        if (known != null) {
          tell(i, raced, known);
        }
      }
    }
  }

  private @Nullable Block known(int index, int raced) {
    return values.kept(finalists.get(index).owner(), first + raced);
  }

  @Override
  public @Nullable RaceUnit next() {
    while (!race.isOver() && !state.isFailed() && block < blocks) {
      List<Integer> running = race.running();
      for (int i : running) {
        if (toIssue(i)) {
          return chosen + waiting(running) > most ? null : issued(i);
        }
      }
      block++;
    }
    return null;
  }

  /** How many replicates of the block are not chosen yet. */
  private int waiting(List<Integer> running) {
    return (int) running.stream().filter(this::toIssue).count();
  }

  private boolean toIssue(int index) {
    return issued[index] <= block && known(index, block) == null;
  }

  private RaceUnit issued(int index) {
    Contender finalist = finalists.get(index);
    int replicate = first + block;
    issued[index] = block + 1;
    chosen++;
    Unit unit = stock.unit(finalist.owner(), finalist.treatment(), replicate);
    stock.restore(unit);
    return new RaceUnit(finalist, unit, null);
  }

  @Override
  public void commit(RaceUnit committed) {
    Contender finalist = committed.contender();
    Unit unit = committed.unit();
    if (finalist == null || unit == null) {
      return;
    }
    stock.note(unit);
    finalist.add(unit.slot());
    int index = finalists.indexOf(finalist);
    int raced = unit.slot().replicate() - first;
    boolean counts = unit.values(state.table().problem().metrics()) != null;
    if (counts && finalist.isFurther()) {
      record.add(finalist.row(), unit.slot().recorder(), unit.slot().nanos());
    }
    tell(index, raced, values.of(unit));
    stock.reuse(unit);
    counted++;
    progress();
    if (!race.survivors().equals(survivors)) {
      survivors = race.survivors();
      decide("final race, after %s replicates of each".formatted(race.blocks()));
    }
  }

  private void tell(int index, int raced, Block block) {
    double[] measured = block.measured();
    if (measured == null) {
      race.fail(index, raced, block.failure());
      return;
    }
    try {
      race.tell(index, raced, measured);
    } catch (IllegalArgumentException outOfRange) {
      race.fail(index, raced, String.valueOf(outOfRange.getMessage()));
    }
  }

  private void decide(String rule) {
    var items = new ArrayList<int[]>();
    for (int i = 0; i < finalists.size(); i++) {
      int has = finalists.get(i).slots().size();
      items.add(new int[] {finalists.get(i).owner(), has, survivors.contains(i) ? blocks : has});
    }
    state.decided(rule, items);
  }

  @Override
  public boolean isOver() {
    return race.isOver();
  }

  int chosen() {
    return chosen;
  }

  int most() {
    return most;
  }

  @Override
  public List<RunAhead.Likely> likely() {
    return race.survivors().stream()
        .map(i -> {
          Contender finalist = finalists.get(i);
          return new RunAhead.Likely(
              finalist.owner(), finalist.treatment(), first + issued[i], first + blocks);
        })
        .toList();
  }

  private void progress() {
    List<Integer> left = race.survivors().stream().map(i -> finalists.get(i).owner()).toList();
    record.raced(new RaceProgress(true, searched + counted, OptionalInt.of(most - counted), left));
  }

  /** Gives the finalists their replicates and says what the race has shown. */
  void end() {
    for (int i = 0; i < finalists.size(); i++) {
      Contender finalist = finalists.get(i);
      if (!finalist.slots().isEmpty()) {
        end(finalist);
      }
    }
    boolean saysMore = !isFinite || race.isOver(); // what the search ran says too much
    Verdict verdict = saysMore ? race.statement().orElse(null) : null;
    record.decide(verdict, verdict == null ? null : finalists.get(verdict.best()).treatment());
    if (verdict != null) {
      state.raceEnded(verdict);
    }
  }

  private void end(Contender finalist) {
    int[] raced = finalist.slots().stream().mapToInt(ReplicateSlot::replicate).toArray();
    if (!finalist.isFurther()) {
      record.ran(finalist.number(), raced);
      state.enterUntold(stock.trialOf(finalist));
      return;
    }
    Trial before = record.revisions().trial(finalist.row());
    int[] searched = record.replicates(finalist.owner(), before.replicates());
    int[] all = Arrays.copyOf(searched, searched.length + raced.length);
    System.arraycopy(raced, 0, all, searched.length, raced.length);
    record.ran(finalist.owner(), all);
    if (!record.further(finalist.row()).isEmpty()) {
      state.raced(finalist.row());
    }
  }
}
