package dev.beryl.optimizers.model;

import dev.beryl.optimizers.pareto.Losses;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;

/**
 * All trials, pending ones included, as columns. A trial keeps its row; {@link #inOrder} goes
 * through the rows by trial number, so that nothing depends on the order in which trials ended.
 */
public final class TrialHistory implements Losses {
  private static final byte PENDING = 0;
  private static final byte COMPLETED = 1;
  private static final byte PRUNED = 2;
  private static final byte FAILED = 3;
  private static final int UNKNOWN = -1;

  private final SearchSpace space;
  private final List<Feature> features;
  private final int objectives;
  private final int constraints;

  private int size;
  private int[] numbers = new int[16];
  private byte[] states = new byte[16];
  private double[] values; // one of each feature, NaN where it is inactive
  private double[] losses; // of each objective; of a pruned trial those where it was pruned
  private double[] errors; // standard errors of the losses
  private final ReplicateCorrelation[] correlations; // of each objective
  private double[] excesses; // of each outcome constraint
  private double[] violations = new double[16]; // sum of the positive excesses
  private int[] replicates = new int[16]; // of a pruned trial, how many ended
  private long[] steps = new long[16]; // of a pruned trial's last report

  private int[] order = new int[16]; // rows by number
  private int[] asked = new int[16]; // rows of pending and told trials, by number
  private int asks;
  private int pending;
  private int failed;
  private boolean errorsKnown;
  private boolean foreign;

  /** A history without trials. */
  public TrialHistory(Problem problem, List<Feature> features) {
    this.space = problem.space();
    this.features = features;
    this.objectives = problem.objectives().size();
    this.constraints = problem.constraints().size();
    this.values = new double[16 * features.size()];
    this.losses = new double[16 * objectives];
    this.errors = new double[16 * objectives];
    this.correlations = new ReplicateCorrelation[objectives];
    Arrays.setAll(correlations, _ -> new ReplicateCorrelation());
    this.excesses = new double[16 * constraints];
  }

  /** Enters a treatment that is being proposed, under the next number. */
  public void ask(Treatment treatment) {
    int row = enter(asks, treatment);
    if (asks == asked.length) {
      asked = Arrays.copyOf(asked, 2 * asks);
    }
    asked[asks++] = row;
    pending++;
  }

  /** Enters a trial that has ended and returns its row. */
  public int tell(Trial trial) {
    int number = trial.number();
    int row = number >= 0 && number < asks ? asked[number] : UNKNOWN;
    if (row == UNKNOWN || states[row] != PENDING) {
      row = enter(number, trial.treatment());
    } else {
      pending--;
    }
    switch (trial.outcome()) {
      case Outcome.Completed _ -> {
        complete(row, trial);
        for (int i = 0; i < objectives; i++) {
          correlations[i].add(trial, i);
        }
      }
      case Outcome.Pruned pruned -> prune(row, Checkpoint.of(trial, pruned));
      case Outcome.Failed _, Outcome.TimedOut _, Outcome.Rejected _ -> {
        states[row] = FAILED;
        failed++;
      }
    }
    return row;
  }

  /**
   * Gives a completed trial the values that it has with more replicates.
   *
   * @return its row; -1 if the history has no such trial
   */
  public int revise(Trial trial) {
    int row = completedRow(trial.number());
    if (row != UNKNOWN) {
      complete(row, trial);
    }
    return row;
  }

  /** The row of a completed trial that was proposed under a number; -1 if there is none. */
  public int completedRow(int number) {
    int row = number >= 0 && number < asks ? asked[number] : UNKNOWN;
    return row != UNKNOWN && states[row] == COMPLETED ? row : UNKNOWN;
  }

  private int enter(int number, Treatment treatment) {
    int row = size;
    if (row == numbers.length) {
      grow();
    }
    numbers[row] = number;
    states[row] = PENDING;
    place(row, treatment);
    int at = placeOf(number);
    System.arraycopy(order, at, order, at + 1, size - at);
    order[at] = row;
    size++;
    return row;
  }

  /** Where a number comes in the order, after equal ones. */
  private int placeOf(int number) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (numbers[order[middle]] <= number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void grow() {
    int capacity = 2 * size;
    numbers = Arrays.copyOf(numbers, capacity);
    states = Arrays.copyOf(states, capacity);
    values = Arrays.copyOf(values, capacity * features.size());
    losses = Arrays.copyOf(losses, capacity * objectives);
    errors = Arrays.copyOf(errors, capacity * objectives);
    excesses = Arrays.copyOf(excesses, capacity * constraints);
    violations = Arrays.copyOf(violations, capacity);
    replicates = Arrays.copyOf(replicates, capacity);
    steps = Arrays.copyOf(steps, capacity);
    order = Arrays.copyOf(order, capacity);
  }

  private void place(int row, Treatment treatment) {
    if (space.contains(treatment)) {
      long[] coordinates = new long[space.dimension()];
      space.coordinates(treatment, coordinates, 0);
      for (int feature = 0; feature < features.size(); feature++) {
        int place = features.get(feature).place();
        values[row * features.size() + feature] =
            space.isActive(treatment, place)
                ? features.get(feature).value(coordinates[place])
                : Double.NaN;
      }
      return;
    }
    foreign = true;
    for (int feature = 0; feature < features.size(); feature++) {
      values[row * features.size() + feature] = valueOf(features.get(feature), treatment);
    }
  }

  /** The value that a treatment of another space gives to a feature, NaN if it has none there. */
  private static double valueOf(Feature feature, Treatment treatment) {
    Parameter parameter = feature.parameter();
    Object value = treatment.value(parameter.name());
    try {
      return value == null ? Double.NaN : feature.value(parameter.coordinateOf(value));
    } catch (IllegalArgumentException outside) {
      return Double.NaN;
    }
  }

  private void complete(int row, Trial trial) {
    states[row] = COMPLETED;
    for (int i = 0; i < objectives; i++) {
      losses[row * objectives + i] = trial.loss(i);
      errors[row * objectives + i] = trial.standardError(i);
      errorsKnown |= trial.standardError(i) >= 0;
    }
    violations[row] = 0;
    for (int i = 0; i < constraints; i++) {
      double excess = trial.excess(i);
      excesses[row * constraints + i] = excess;
      violations[row] += Math.max(0, excess);
    }
  }

  private void prune(int row, Checkpoint checkpoint) {
    states[row] = PRUNED;
    replicates[row] = checkpoint.replicates();
    steps[row] = checkpoint.step();
    System.arraycopy(checkpoint.losses(), 0, losses, row * objectives, objectives);
    Arrays.fill(errors, row * objectives, (row + 1) * objectives, Double.NaN);
  }

  /** {@return how many trials there are, pending ones included} */
  public int size() {
    return size;
  }

  /** {@return how many treatments were proposed} */
  public int asks() {
    return asks;
  }

  /** {@return how many trials are pending} */
  public int pending() {
    return pending;
  }

  /** {@return how many trials failed, ran out of time or were rejected} */
  public int failed() {
    return failed;
  }

  /** {@return how many trials completed or were pruned} */
  public int finished() {
    return size - pending - failed;
  }

  @Override
  public int objectives() {
    return objectives;
  }

  /** {@return how many outcome constraints there are} */
  public int constraints() {
    return constraints;
  }

  /** The row at an index in the order of trial numbers. */
  public int inOrder(int index) {
    return order[index];
  }

  /** Whether a row comes before another in the order of trial numbers. */
  @Override
  public boolean precedes(int row, int other) {
    return numbers[row] != numbers[other] ? numbers[row] < numbers[other] : row < other;
  }

  /** Whether a trial is pending. */
  public boolean isPending(int row) {
    return states[row] == PENDING;
  }

  /** Whether a trial has completed, feasible or not. */
  public boolean isCompleted(int row) {
    return states[row] == COMPLETED;
  }

  /** Whether a trial failed, ran out of time or was rejected. */
  public boolean isFailed(int row) {
    return states[row] == FAILED;
  }

  /** Whether a trial has completed or was pruned. */
  public boolean isFinished(int row) {
    return states[row] == COMPLETED || states[row] == PRUNED;
  }

  /** Whether a trial has values on some features. */
  public boolean isActive(int row, int[] some) {
    boolean active = true;
    for (int feature : some) {
      active &= !Double.isNaN(values[row * features.size() + feature]);
    }
    return active;
  }

  /** {@return whether any trial is of another space, so that it may lack values} */
  public boolean hasForeign() {
    return foreign;
  }

  /** The value of a feature, NaN where it is inactive. */
  public double value(int row, int feature) {
    return values[row * features.size() + feature];
  }

  /** The loss under an objective; of a pruned trial that where it was pruned, or NaN. */
  @Override
  public double loss(int row, int objective) {
    return losses[row * objectives + objective];
  }

  /**
   * The standard error of a loss beside those of other trials, without what replicates have in
   * common under all treatments; NaN if it is unknown.
   */
  public double standardError(int row, int objective) {
    return errors[row * objectives + objective] * correlations[objective].share();
  }

  /** {@return whether the standard error of any loss is known} */
  public boolean hasErrors() {
    return errorsKnown;
  }

  /** How far a completed trial breaks an outcome constraint; at most 0 if it keeps it. */
  public double excess(int row, int constraint) {
    return excesses[row * constraints + constraint];
  }

  /** The sum of the outcome constraints' positive excesses; 0 of a trial without values. */
  public double violation(int row) {
    return violations[row];
  }

  /** Compares how far two pruned trials came, and their first losses there; the better first. */
  public int comparePruned(int row, int other) {
    return Checkpoint.compare(
        replicates[row], steps[row], loss(row, 0), replicates[other], steps[other], loss(other, 0));
  }
}
