package dev.beryl.loop;

import dev.beryl.space.Treatment;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The treatments that a study is given by others than its optimizer, and the numbers by which the
 * optimizer knows the trials. It numbers its own proposals without gaps, so a trial that it did not
 * propose has a negative number for it, and a later one a smaller number than in the study.
 *
 * <p>Any thread may add. The rest is used by one thread.
 */
public final class GivenTreatments {
  private final ArrayDeque<Given> waiting = new ArrayDeque<>(1); // guarded by this
  private boolean over; // guarded by this
  private volatile boolean any;
  private final IntArrayList taken = new IntArrayList(); // the trials' numbers, ascending
  private final Map<Integer, Treatment> replaced = new HashMap<>(); // what was proposed, by number
  private int foreign; // the trials that the optimizer heard of under a negative number

  /**
   * A treatment that is to be run.
   *
   * @param origin who gave it
   */
  public record Given(Treatment treatment, Origin origin) {}

  /**
   * Starts with the treatments that are to be run first.
   *
   * @param first of the study's space
   * @param left what was enqueued in earlier runs, and not taken
   * @param past how many trials of other studies the optimizer was told of
   */
  public GivenTreatments(List<Treatment> first, List<Treatment> left, int past) {
    first.forEach(treatment -> waiting.add(new Given(treatment, Origin.GIVEN)));
    left.forEach(treatment -> waiting.add(new Given(treatment, Origin.ENQUEUED)));
    this.any = !waiting.isEmpty();
    this.foreign = past;
  }

  /**
   * Adds a treatment to be run after those that wait, if the study is not over.
   *
   * @param note notes it first
   * @return whether it was added
   */
  public synchronized boolean enqueue(Treatment treatment, Runnable note) {
    if (over) {
      return false;
    }
    note.run();
    waiting.add(new Given(treatment, Origin.ENQUEUED));
    any = true;
    return true;
  }

  /** {@return whether any waits} */
  public boolean anyWaits() {
    return any;
  }

  /** The one that is to be run next; null if none waits. */
  synchronized @Nullable Given next() {
    Given next = waiting.poll();
    any = !waiting.isEmpty();
    return next;
  }

  /**
   * Does something unless the study is over, which waits.
   *
   * @return whether it was done
   */
  public synchronized boolean whileOpen(Runnable action) {
    if (!over) {
      action.run();
    }
    return !over;
  }

  /** Takes no more. */
  public synchronized void end() {
    over = true;
  }

  /** {@return what still waits although the study is over; none while it runs} */
  public synchronized List<Treatment> left() {
    return over && any ? waiting.stream().map(Given::treatment).toList() : List.of();
  }

  /** A trial that the optimizer did not propose has this number, the largest so far. */
  void taken(int number) {
    taken.add(number);
  }

  /** The caller runs another treatment than was proposed. */
  void replaced(int number, Treatment proposed) {
    if (!isGiven(number)) {
      replaced.putIfAbsent(number, proposed);
    }
  }

  private boolean isGiven(int number) {
    return taken.binarySearch(number) >= 0;
  }

  /** A trial as its optimizer is to hear of it, which is once of each. */
  Trial forOptimizer(Trial trial) {
    if (taken.isEmpty() && replaced.isEmpty()) {
      return trial;
    }
    int number = trial.number();
    return isForeign(number) ? observed(trial) : new NumberedTrial(trial, own(number));
  }

  /** A trial as its optimizer is to hear of it besides, as an observation. */
  public Trial observed(Trial trial) {
    return new NumberedTrial(trial, -1 - foreign++);
  }

  /** A trial with more replicates as its optimizer knows it; null if it did not propose it. */
  @Nullable Trial revision(Trial trial) {
    int number = trial.number();
    return isForeign(number)
        ? null
        : taken.isEmpty() ? trial : new NumberedTrial(trial, own(number));
  }

  /** What the optimizer is to hear first of its own proposal that was not run; null: nothing. */
  @Nullable Trial notRun(Trial trial) {
    Treatment proposed = replaced.isEmpty() ? null : replaced.get(trial.number());
    return proposed == null
        ? null
        : Trial.of(own(trial.number()), proposed, trial.problem())
            .unfinished(Outcome.Rejected.withdrawn("another treatment was run in its place"));
  }

  /** The number of a proposal among the optimizer's own. */
  private int own(int number) {
    return number - (-1 - taken.binarySearch(number));
  }

  /** Whether the optimizer did not propose what was run. */
  private boolean isForeign(int number) {
    return isGiven(number) || replaced.containsKey(number);
  }
}
