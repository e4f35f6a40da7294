package dev.beryl.optimizers.gp;

import dev.beryl.optimizers.model.TrialHistory;
import dev.beryl.spi.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All models of a study: of the loss, of each outcome constraint and, where many trials fail, of
 * failing.
 */
final class StudyModel {
  private static final double MANY_FAILURES = 0.3;
  private static final double NOISY = 0.01;
  private static final int MOST_PENDING = 256;
  private static final int INCUMBENTS = 4;

  private final TrialHistory history;
  private final Inputs inputs;
  private final GpSettings settings;
  private final @Nullable Scalarization scalarization;
  private final int objective; // without a scalarization
  private final LossSurrogate loss;
  private final List<Surrogate> excesses;
  private final Surrogate failing;

  /**
   * Models of a study.
   *
   * @param scalarization null of a single objective
   */
  StudyModel(
      TrialHistory history,
      Inputs inputs,
      GpSettings settings,
      @Nullable Scalarization scalarization) {
    this(history, inputs, settings, scalarization, 0);
  }

  private StudyModel(
      TrialHistory history,
      Inputs inputs,
      GpSettings settings,
      @Nullable Scalarization scalarization,
      int objective) {
    this(
        history,
        inputs,
        settings,
        scalarization,
        objective,
        new LossSurrogate(parameters(inputs, settings, settings.noiseFree()), settings.halfRank()),
        surrogates(history.constraints(), inputs, settings),
        new Surrogate(parameters(inputs, settings, false)));
  }

  private StudyModel(
      TrialHistory history,
      Inputs inputs,
      GpSettings settings,
      @Nullable Scalarization scalarization,
      int objective,
      LossSurrogate loss,
      List<Surrogate> excesses,
      Surrogate failing) {
    this.history = history;
    this.inputs = inputs;
    this.settings = settings;
    this.scalarization = scalarization;
    this.objective = objective;
    this.loss = loss;
    this.excesses = excesses;
    this.failing = failing;
  }

  private static List<Surrogate> surrogates(int count, Inputs inputs, GpSettings settings) {
    var surrogates = new ArrayList<Surrogate>();
    for (int i = 0; i < count; i++) {
      surrogates.add(new Surrogate(parameters(inputs, settings, settings.noiseFree())));
    }
    return surrogates;
  }

  private static Hyperparameters parameters(Inputs inputs, GpSettings settings, boolean noiseFree) {
    return new Hyperparameters(inputs.size(), settings.quadratic(), noiseFree);
  }

  /** The model of one objective alone, with failed trials as the worst unless they are many. */
  static LossSurrogate.Fitted fitted(
      TrialHistory history, Inputs inputs, GpSettings settings, int objective) {
    return new StudyModel(history, inputs, settings, null, objective).expecting();
  }

  /** {@return models that go on from here by themselves} */
  StudyModel copy() {
    return new StudyModel(
        history,
        inputs,
        settings,
        scalarization,
        objective,
        loss.copy(),
        excesses.stream().map(Surrogate::copy).toList(),
        failing.copy());
  }

  /** What is known of the loss. */
  private record LossModel(Observations trials, LossSurrogate.Fitted fitted) {}

  /** Observations by the single or scalarized loss. */
  private Observations observations() {
    Scalarization several = scalarization;
    return Observations.of(
        history,
        settings.mostTrials(),
        inputs.size(),
        several == null ? row -> history.loss(row, objective) : several::of);
  }

  private boolean modelsFailures(Observations all) {
    int failed = 0;
    for (int i = 0; i < all.size(); i++) {
      failed += history.isFailed(all.row(i)) ? 1 : 0;
    }
    return failed > MANY_FAILURES * all.size();
  }

  private LossModel lossModel(Observations all, boolean withoutFailures) {
    Observations trials = withoutFailures ? all.where(row -> !history.isFailed(row)) : all;
    return new LossModel(
        trials,
        loss.given(
            trials, data(trials), history.size() - history.pending(), scalarization != null));
  }

  /** The model of a single loss that is asked what it expects. */
  private LossSurrogate.Fitted expecting() {
    Observations all = observations();
    Observations trials = modelsFailures(all) ? all.where(row -> !history.isFailed(row)) : all;
    return loss.expecting(trials, data(trials), history.size() - history.pending());
  }

  private LossSurrogate.Data data(Observations trials) {
    double[][] points = trials.points(inputs.size());
    return targets -> new TrainingSet(inputs, points, targets.values(), noise(trials, targets));
  }

  /** The variances of targets that are known. */
  private double[] noise(Observations trials, Targets targets) {
    double[] variances = new double[trials.size()];
    if (scalarization == null && history.hasErrors()) {
      for (int i = 0; i < variances.length; i++) {
        int row = trials.row(i);
        variances[i] =
            history.isCompleted(row)
                ? targets.variance(trials.losses()[i], history.standardError(row, objective))
                : 0;
      }
    }
    return variances;
  }

  /** What a trial promises, given all that is told and pending. */
  Acquisition acquisition(int number) {
    if (scalarization != null) {
      scalarization.choose(number);
    }
    Observations all = observations();
    boolean failures = modelsFailures(all);
    LossModel model = lossModel(all, failures);
    double threshold = threshold(model);
    var bounds = new ArrayList<Acquisition.Bound>();
    Observations completed = all.where(history::isCompleted);
    for (int c = 0; c < excesses.size(); c++) {
      bounds.add(constraint(completed, c));
    }
    if (failures) {
      bounds.add(failure(all));
    }
    var acquisition =
        new Acquisition(
            inputs,
            threshold < Double.POSITIVE_INFINITY || bounds.isEmpty()
                ? model.fitted.posterior()
                : null,
            threshold,
            bounds,
            incumbents(completed));
    addPending(acquisition);
    return acquisition;
  }

  /** The points of the best trials that satisfy the constraints, or of those that come nearest. */
  private List<double[]> incumbents(Observations completed) {
    Comparator<Integer> order =
        Comparator.<Integer>comparingDouble(i -> history.violation(completed.row(i)))
            .thenComparingDouble(i -> completed.losses()[i]);
    double[][] points = completed.points(inputs.size());
    return IntStream.range(0, completed.size())
        .boxed()
        .sorted(order)
        .limit(INCUMBENTS)
        .map(i -> points[i])
        .toList();
  }

  private void addPending(Acquisition acquisition) {
    int skipped = history.pending() - MOST_PENDING;
    double[] point = new double[inputs.size()];
    for (int i = 0; i < history.size() && history.pending() > 0; i++) {
      int row = history.inOrder(i);
      if (history.isPending(row) && skipped-- <= 0) {
        for (int f = 0; f < point.length; f++) {
          point[f] = history.value(row, f);
        }
        acquisition.addPending(point);
      }
    }
  }

  private boolean counts(int row) {
    return history.isCompleted(row) && !(history.violation(row) > 0);
  }

  /** The least target of a trial that counts, or the least mean at one under noise. */
  private double threshold(LossModel model) {
    boolean noisy = isNoisy(model);
    double least = Double.POSITIVE_INFINITY;
    double[] values = model.fitted.targets().values();
    double[][] points = model.trials.points(inputs.size());
    for (int i = 0; i < values.length; i++) {
      if (counts(model.trials.row(i))) {
        least = Math.min(least, noisy ? model.fitted.posterior().mean(points[i]) : values[i]);
      }
    }
    return least;
  }

  private boolean isNoisy(LossModel model) {
    if (settings.noiseFree()) {
      return false;
    }
    boolean replicated = false;
    for (int i = 0; i < model.trials.size() && history.hasErrors(); i++) {
      int row = model.trials.row(i);
      replicated |= history.isCompleted(row) && history.standardError(row, objective) > 0;
    }
    return replicated || model.fitted.posterior().noise() >= NOISY;
  }

  /** Whether noise is large beside the differences between the better losses. */
  private boolean hidesDifferences(LossSurrogate.Fitted fitted) {
    double spread = fitted.targets().betterVariance();
    return !settings.noiseFree() && fitted.posterior().noise() >= NOISY * spread;
  }

  private Acquisition.Bound constraint(Observations completed, int constraint) {
    int n = completed.size();
    double[] excess = new double[n];
    double[] sizes = new double[n];
    for (int i = 0; i < n; i++) {
      excess[i] = history.excess(completed.row(i), constraint);
      sizes[i] = Math.abs(excess[i]);
    }
    Arrays.sort(sizes);
    double scale = n == 0 ? 0 : sizes[n / 2];
    double[] targets = new double[n];
    for (int i = 0; i < n; i++) {
      targets[i] = softened(excess[i], scale);
    }
    return bound(completed, targets, excesses.get(constraint));
  }

  /** The inverse hyperbolic sine of a number in units of a scale. */
  private static double softened(double number, double scale) {
    if (number == 0) {
      return 0;
    }
    double x = Math.abs(number) / Math.max(scale, Double.MIN_NORMAL);
    double size =
        x < 1e150
            ? StrictMath.log1p(x + x * x / (1 + Math.sqrt(1 + x * x)))
            : StrictMath.log(Math.min(x, Double.MAX_VALUE)) + 0.6931471805599453;
    return Math.copySign(size, number);
  }

  private Acquisition.Bound failure(Observations all) {
    double[] targets = new double[all.size()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = history.isFailed(all.row(i)) ? 1 : -1;
    }
    return bound(all, targets, failing);
  }

  /** A model of targets of which those up to 0 are wanted. */
  private Acquisition.Bound bound(Observations trials, double[] targets, Surrogate surrogate) {
    int n = targets.length;
    double mean = 0;
    for (double target : targets) {
      mean += target / n;
    }
    double squares = 0;
    for (double target : targets) {
      squares += (target - mean) * (target - mean);
    }
    double deviation = squares > 0 ? Math.sqrt(squares / n) : 1;
    double[] scaled = new double[n];
    for (int i = 0; i < n; i++) {
      scaled[i] = (targets[i] - mean) / deviation;
    }
    var data = new TrainingSet(inputs, trials.points(inputs.size()), scaled, new double[n]);
    return new Acquisition.Bound(
        surrogate.given(data, history.size() - history.pending(), false), -mean / deviation);
  }

  /**
   * The trial of the least expected loss, among those that satisfy the constraints.
   *
   * @return its row; -1 if losses show no noise, so that the best trial is the one
   */
  int recommended() {
    Observations all = observations();
    LossModel model = lossModel(all, modelsFailures(all));
    if (!isNoisy(model) && !hidesDifferences(model.fitted)) {
      return -1;
    }
    Posterior posterior = expecting().posterior();
    double[][] points = model.trials.points(inputs.size());
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < points.length; i++) {
      if (counts(model.trials.row(i))) {
        double mean = posterior.mean(points[i]);
        if (mean < least) {
          least = mean;
          best = model.trials.row(i);
        }
      }
    }
    return best;
  }

  /** The loss that the model expects at a point; empty if no trial of this space is completed. */
  Optional<Prediction> predicted(double[] point) {
    return observations().where(history::isCompleted).size() == 0
        ? Optional.empty()
        : Optional.of(expecting().predicted(point));
  }
}
