package dev.beryl.loop;

import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.execution.local.Unit;
import dev.beryl.metric.Recordings;
import dev.beryl.race.FinalRace;
import dev.beryl.study.RaceProgress;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Outcome;
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
  private final Evaluation evaluation;
  private final int blocks;
  private final int first; // the number of the first block's replicate
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
   * @param blocks the largest number of blocks
   * @param searched how many replicates the search took
   * @param most how many replicates it may take
   */
  FinalPhase(
      FinalRace race,
      List<Contender> finalists,
      int blocks,
      int searched,
      int most,
      StudyState state,
      RaceRecord record,
      UnitStock stock) {
    this.race = race;
    this.finalists = finalists;
    this.blocks = blocks;
    this.first = finalists.getFirst().first();
    this.most = most;
    this.searched = searched;
    this.state = state;
    this.record = record;
    this.stock = stock;
    this.evaluation =
        Evaluation.ofReplicates(state.table().objectives(), state.table().constraints());
    this.issued = new int[finalists.size()];
    this.survivors = race.survivors();
    progress();
    decide("final race of %s treatments".formatted(finalists.size()));
  }

  @Override
  public @Nullable RaceUnit next() {
    while (!race.isOver() && !state.isFailed() && block < blocks) {
      List<Integer> running = race.running();
      for (int i : running) {
        if (issued[i] <= block) {
          return chosen + waiting(running) > most ? null : issued(i);
        }
      }
      block++;
    }
    return null;
  }

  /** How many replicates of the block are not chosen yet. */
  private int waiting(List<Integer> running) {
    return (int) running.stream().filter(i -> issued[i] <= block).count();
  }

  private RaceUnit issued(int index) {
    Contender finalist = finalists.get(index);
    int replicate = finalist.issue();
    issued[index] = block + 1;
    chosen++;
    Unit unit = stock.unit(finalist.owner(), finalist.treatment(), replicate);
    stock.restore(unit, finalist.owner(), replicate);
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
    Recordings values = unit.values(state.table().problem().metrics());
    if (values != null && finalist.isFurther()) {
      record.add(finalist.row(), unit.slot().recorder(), unit.slot().nanos());
    }
    Outcome outcome =
        !unit.slot().isCompleted()
            ? unit.status()
            : evaluation.evaluate(Recordings.of(unit.slot().recorder()));
    if (outcome instanceof Outcome.Completed) {
      tell(index, raced);
    } else {
      race.fail(index, raced, outcome.toString());
    }
    stock.reuse(unit);
    counted++;
    progress();
    if (!race.survivors().equals(survivors)) {
      survivors = race.survivors();
      decide("final race, after %s replicates of each".formatted(race.blocks()));
    }
  }

  private void tell(int index, int raced) {
    try {
      race.tell(index, raced, evaluation.values().clone());
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

  private void progress() {
    List<Integer> left = race.survivors().stream().map(i -> finalists.get(i).owner()).toList();
    record.progress(
        new RaceProgress(true, searched + counted, OptionalInt.of(most - counted), left));
  }

  /** Gives the finalists their replicates and says what the race has shown. */
  void end() {
    for (int i = 0; i < finalists.size(); i++) {
      Contender finalist = finalists.get(i);
      if (!finalist.slots().isEmpty()) {
        end(finalist);
      }
    }
    Verdict verdict = race.statement().orElse(null);
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
      state.revise(finalist.row());
    }
  }
}
