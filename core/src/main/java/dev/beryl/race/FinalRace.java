package dev.beryl.race;

import dev.beryl.study.Verdict;
import dev.beryl.study.Verdict.Method;
import dev.beryl.study.Verdict.Standing;
import dev.beryl.trial.Direction;
import dev.beryl.trial.OutcomeConstraint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A race of finalists on blocks that had no part in choosing them. It says which finalists run the
 * next block, takes their values, and knows at every moment what they have shown. The state is a
 * function of the values: they may come in any order, since a block is entered when it is complete
 * and all before it are. Values that are told and turn out not to be needed are passed over.
 *
 * <p>With a confidence of 1 - a the best finalist is never thrown out: only one of the k - 1 pairs
 * that it is in, or one of its c constraints, could do it, each with a probability of at most a /
 * (k - 1 + c). One that is not shown to satisfy the constraints throws nobody out.
 *
 * <p>Not thread-safe.
 */
public final class FinalRace {
  private final RaceSetting setting;
  private final List<Entrant> entrants;
  private final int baseline; // -1: none
  private final RaceValues values;
  private final Elimination elimination;
  private final Feasibility feasibility;
  private final List<boolean[]> told = new ArrayList<>(); // by block from the next one on
  private final List<@Nullable String[]> failed = new ArrayList<>();
  private final boolean[] isIn;
  private final boolean[] isRunning;
  private final int[] failures;
  private final Standing[] ends; // of those that are out
  private final @Nullable String[] reasons;
  private final boolean[] isNoisy; // those of which two blocks differ
  private int left; // survivors
  private int blocks; // entered
  private boolean withoutNoise;

  /**
   * Starts a race.
   *
   * @param entrants two or more
   * @param baseline the index of one that runs all blocks, even if it is known to be worse; empty:
   *     none
   */
  public FinalRace(RaceSetting setting, List<Entrant> entrants, OptionalInt baseline) {
    int k = entrants.size();
    if (k < 2) {
      throw new IllegalArgumentException("race: expected two finalists or more, got " + k);
    }
    if (baseline.isPresent() && (baseline.getAsInt() < 0 || baseline.getAsInt() >= k)) {
      throw new IllegalArgumentException(
          "race: baseline: expected the index of one of %s finalists, got %s"
              .formatted(k, baseline.getAsInt()));
    }
    this.setting = setting;
    this.entrants = List.copyOf(entrants);
    this.baseline = baseline.orElse(-1);
    double error = setting.error() / (k - 1 + setting.constraints().size());
    this.values = new RaceValues(k, setting.objectives().size() + setting.constraints().size());
    this.elimination = elimination(setting, k, error);
    this.feasibility = new Feasibility(k, setting, error);
    this.isIn = new boolean[k];
    this.isRunning = new boolean[k];
    Arrays.fill(isIn, true);
    Arrays.fill(isRunning, true);
    this.isNoisy = new boolean[k];
    this.left = k;
    this.failures = new int[k];
    this.ends = new Standing[k];
    this.reasons = new @Nullable String[k];
  }

  private static Elimination elimination(RaceSetting setting, int k, double error) {
    double sign = setting.objectives().getFirst().direction() == Direction.MINIMIZE ? 1 : -1;
    double precision = PairedEvidence.PRECISION;
    return switch (setting.method()) {
      case PAIRED_T -> {
        double threshold = Thresholds.calibrated(precision, setting.maxBlocks(), error);
        yield new PairElimination(k, sign, () -> new PairedEvidence(precision, threshold));
      }
      case SIGNS -> new PairElimination(k, sign, () -> new SignEvidence(error));
      case BETTING -> {
        ValueRange range = setting.range();
        if (range == null) {
          throw new IllegalStateException("no range of values");
        }
        yield new PairElimination(k, sign, () -> new BettingEvidence(range, error));
      }
      case INDIFFERENCE_ZONE ->
          new ZoneElimination(k, sign, new KimNelson(k, error * (k - 1), setting.indifference()));
      case BOOTSTRAP -> new RungElimination(k, setting, sign, error, new Bootstrap(setting.seed()));
      case EVERY_REPLICATE, WITHOUT_NOISE ->
          new PairElimination(
              k, sign, () -> new PairedEvidence(precision, Double.POSITIVE_INFINITY));
    };
  }

  /** {@return the number of blocks that were entered, which is the next one's number} */
  public int blocks() {
    return blocks;
  }

  /** {@return the indices of the finalists that are not ruled out, in ascending order} */
  public List<Integer> survivors() {
    return indices(isIn);
  }

  /** {@return the indices of those that run the next block: the survivors and the baseline} */
  public List<Integer> running() {
    return isOver() ? List.of() : indices(isRunning);
  }

  private static List<Integer> indices(boolean[] chosen) {
    return IntStream.range(0, chosen.length).filter(i -> chosen[i]).boxed().toList();
  }

  /** {@return whether no more values are needed} */
  public boolean isOver() {
    return withoutNoise
        || blocks == setting.maxBlocks()
        || left == 0
        || (left == 1 && !setting.everyBlock())
        || (blocks > 0 && elimination.isExhausted(isIn));
  }

  /**
   * Takes the values of all that run the next block, in a race by one objective.
   *
   * @param block the next one's number
   * @param valuesOfRunning in the order of {@link #running()}
   */
  public void tell(int block, double[] valuesOfRunning) {
    List<Integer> running = running();
    if (block != blocks || valuesOfRunning.length != running.size()) {
      throw new IllegalArgumentException(
          "race: expected %s values of block %s, got %s of block %s"
              .formatted(running.size(), blocks, valuesOfRunning.length, block));
    }
    for (int i = 0; i < valuesOfRunning.length; i++) {
      tell((int) running.get(i), block, new double[] {valuesOfRunning[i]});
    }
  }

  /**
   * Takes what a replicate measured.
   *
   * @param finalist its index
   * @param block its number, from 0
   * @param measured a finite value for each objective, then one for each constraint, in the
   *     metrics' units
   * @throws IllegalStateException if the replicate was told before
   */
  public void tell(int finalist, int block, double... measured) {
    int expected = setting.objectives().size() + setting.constraints().size();
    if (measured.length != expected) {
      throw new IllegalArgumentException(
          "race: expected a value for each of %s objectives and constraints, got %s"
              .formatted(expected, measured.length));
    }
    for (double value : measured) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "race: expected finite values, got %s; tell the replicate as failed".formatted(value));
      }
    }
    if (setting.range() != null) {
      var _ = setting.range().required(measured[0]);
    }
    if (take(finalist, block)) {
      values.put(finalist, block, measured);
      enterComplete();
    }
  }

  /**
   * Takes in that a replicate failed, after its retries, and has no values.
   *
   * @param finalist its index
   * @param block its number, from 0
   * @param reason why, as a clause
   * @throws IllegalStateException if the replicate was told before
   */
  public void fail(int finalist, int block, String reason) {
    if (take(finalist, block)) {
      failed.get(block - blocks)[finalist] = reason;
      enterComplete();
    }
  }

  /** Notes that a replicate has ended; false if nobody needs it any more. */
  private boolean take(int finalist, int block) {
    if (block < 0 || block >= setting.maxBlocks()) {
      throw new IllegalArgumentException(
          "race: expected a block from 0 to %s, got %s".formatted(setting.maxBlocks() - 1, block));
    }
    if (isOver() || !isRunning[finalist]) {
      return false;
    }
    while (block >= blocks && told.size() <= block - blocks) {
      told.add(new boolean[entrants.size()]);
      failed.add(new @Nullable String[entrants.size()]);
    }
    if (block < blocks || told.get(block - blocks)[finalist]) {
      throw new IllegalStateException(
          "race: block %s of %s was told before".formatted(block, entrants.get(finalist).name()));
    }
    told.get(block - blocks)[finalist] = true;
    return true;
  }

  private void enterComplete() {
    while (!isOver() && !told.isEmpty() && isComplete(told.getFirst())) {
      enter(isRunning.clone(), failed.getFirst());
    }
  }

  private boolean isComplete(boolean[] ended) {
    for (int i = 0; i < ended.length; i++) {
      if (!ended[i] && isRunning[i]) {
        return false;
      }
    }
    return true;
  }

  private void enter(boolean[] running, @Nullable String[] reasonsOfBlock) {
    int block = blocks++;
    told.removeFirst();
    failed.removeFirst();
    for (int i = 0; i < running.length; i++) {
      if (!running[i]) {
        continue;
      }
      values.enter(i);
      String reason = reasonsOfBlock[i];
      if (reason == null) {
        feasibility.enter(i, block, values);
        isNoisy[i] |= values.differsFromFirst(i, block);
      } else if (++failures[i] > setting.tolerated()) {
        isRunning[i] = false;
        end(i, Standing.FAILED, "replicate %s failed: %s".formatted(block, reason));
      }
    }
    elimination.enter(block, values, isIn);
    if (!setting.everyBlock()) {
      for (int i = 0; i < running.length; i++) {
        OutcomeConstraint violated = feasibility.violated(i);
        if (isIn[i] && violated != null) {
          end(i, Standing.INFEASIBLE, "it violates \"%s\"".formatted(violated));
        }
      }
    }
    eliminate();
    withoutNoise = isWithoutNoise();
  }

  private void end(int finalist, Standing standing, String reason) {
    if (isIn[finalist] || standing == Standing.FAILED) {
      ends[finalist] = standing;
      reasons[finalist] = reason;
    }
    left -= isIn[finalist] ? 1 : 0;
    isIn[finalist] = false;
    isRunning[finalist] &= finalist == baseline;
  }

  /** A pair of which the first member is worse. */
  private record Decided(int worse, int better, double certainty) {}

  /**
   * Throws out those that are worse than another, the most certain first, so that one is always
   * left even if each is worse than the next.
   */
  private void eliminate() {
    var decided = new ArrayList<Decided>();
    for (int i = 0; i < isIn.length; i++) {
      for (int j = 0; j < isIn.length; j++) {
        if (i != j && isIn[i] && isIn[j] && elimination.isWorse(i, j) && feasibility.isCertain(j)) {
          decided.add(new Decided(i, j, elimination.certainty(i, j)));
        }
      }
    }
    decided.sort(Comparator.comparingDouble(Decided::certainty).reversed());
    for (Decided pair : decided) {
      if (isIn[pair.worse()] && isIn[pair.better()]) {
        end(
            pair.worse(),
            Standing.WORSE,
            "it is worse than %s".formatted(entrants.get(pair.better()).name()));
      }
    }
  }

  private boolean isWithoutNoise() {
    for (int i = 0; i < isIn.length; i++) {
      if (isIn[i] && (isNoisy[i] || !values.isEnoughForNone(i))) {
        return false;
      }
    }
    return left > 1 && !setting.everyBlock();
  }

  /**
   * What is known now, which may be asked at any time.
   *
   * @return the verdict; empty if no finalist is left, or none has a value
   */
  public Optional<Verdict> statement() {
    Method method = withoutNoise ? Method.WITHOUT_NOISE : setting.method();
    if (method == Method.EVERY_REPLICATE && blocks < setting.maxBlocks()) {
      method = setting.method(0); // stopped before all were run
    }
    var statement =
        new Statement(setting, method, entrants, baseline, values, feasibility, ends, reasons);
    return statement.verdict(survivors());
  }
}
