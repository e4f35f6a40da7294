package dev.beryl.loop;

import dev.beryl.metric.Recorder;
import dev.beryl.metric.Revisions;
import dev.beryl.metric.TrialTable;
import dev.beryl.result.TableResult;
import dev.beryl.space.Treatment;
import dev.beryl.study.RaceProgress;
import dev.beryl.study.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a study with racing knows beside the trials as they were told: those that got more
 * replicates, how far it is, and what the race has shown.
 *
 * <p>Used by one thread; any thread may ask for the progress.
 */
public final class RaceRecord {
  static final int OPEN = -1;

  private final Revisions revisions;
  private final Map<Integer, int[]> blocks = new HashMap<>(); // by number, if not the first ones
  private final Map<Integer, List<Further>> further = new HashMap<>(); // by row of a told trial
  private final AtomicLong searched = new AtomicLong(OPEN & 0xffffffffL); // replicates, then left
  private volatile List<Integer> incumbents = List.of(); // numbers of the search's; none or one
  private volatile @Nullable RaceProgress raced; // null: it searches
  private @Nullable Verdict verdict;
  private @Nullable Treatment best;
  private @Nullable Treatment incumbent;

  /** Nothing has run yet. */
  public RaceRecord(TrialTable table) {
    this.revisions = new Revisions(table);
  }

  /** {@return the trials that have more replicates than when they were told} */
  public Revisions revisions() {
    return revisions;
  }

  /** {@return how far the study is} */
  public RaceProgress progress() {
    RaceProgress race = raced;
    if (race != null) {
      return race;
    }
    long now = searched.getAcquire();
    int left = (int) now;
    return new RaceProgress(
        false,
        (int) (now >> 32),
        left == OPEN ? OptionalInt.empty() : OptionalInt.of(left),
        incumbents);
  }

  /** What a replicate recorded that a trial got after it was told. */
  private record Further(Recorder recorder, long nanos) {}

  /** A told, completed trial has another replicate, which counts when the trial is revised. */
  void add(int row, Recorder recorder, long nanos) {
    further.computeIfAbsent(row, _ -> new ArrayList<>()).add(new Further(recorder, nanos));
  }

  /** The recorders of the replicates that a trial got since it was told or revised. */
  List<Recorder> further(int row) {
    return further.getOrDefault(row, List.of()).stream().map(Further::recorder).toList();
  }

  /** How long these replicates ran. */
  long nanos(int row) {
    return further.getOrDefault(row, List.of()).stream().mapToLong(Further::nanos).sum();
  }

  /** A trial was revised with all of them. */
  void revised(int row) {
    further.remove(row);
  }

  /**
   * The search has taken in another replicate. Nothing is made of it before somebody asks.
   *
   * @param replicates that count so far
   * @param left how many it may still take; {@link #OPEN}: that is open
   * @param incumbent the number of the trial to trust; none, or one
   */
  void searched(int replicates, int left, List<Integer> incumbent) {
    if (!incumbent.equals(incumbents)) {
      incumbents = incumbent;
    }
    searched.setRelease(((long) replicates << 32) | (left & 0xffffffffL));
  }

  /** The race has taken in another replicate. */
  void raced(RaceProgress now) {
    raced = now;
  }

  void decide(@Nullable Verdict shown, @Nullable Treatment winner) {
    verdict = shown;
    best = winner;
  }

  /** {@return what the race has shown; null if there was none} */
  public @Nullable Verdict verdict() {
    return verdict;
  }

  /** The search has a treatment to trust. */
  void incumbent(Treatment treatment) {
    incumbent = treatment;
  }

  /** {@return the best finalist's treatment; the incumbent's without a race; null if none} */
  public @Nullable Treatment best() {
    return verdict == null ? incumbent : best;
  }

  /** {@return what recommends the best treatment, in words} */
  public String recommender() {
    return verdict == null ? "the search" : TableResult.FINAL_RACE;
  }

  /** A trial has these replicates, which are not just the first ones. */
  void ran(int number, int[] replicates) {
    blocks.put(number, replicates);
  }

  /**
   * Which replicates a trial ran.
   *
   * @param count how many, if it is not known that it ran others than the first ones
   * @return in ascending order
   */
  public int[] replicates(int number, int count) {
    int[] known = blocks.get(number);
    if (known != null) {
      return known;
    }
    int[] first = new int[count];
    Arrays.setAll(first, r -> r);
    return first;
  }
}
