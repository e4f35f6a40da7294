package dev.beryl.optimizers.gp;

import dev.beryl.optimizers.model.Admission;
import dev.beryl.optimizers.model.TrialHistory;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Prediction;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Proposes space-filling points until enough trials have ended, then by the models. */
public final class GpOptimizer implements Optimizer {
  private static final long CANDIDATES = 0; // 1 to 3 are those of Admission
  private static final long SEQUENCE = 4;
  private static final long WEIGHTS = 5;
  private static final int MOST_AT_ONCE = 64;
  private static final int LEAST_COMPLETED = 5;

  private final SearchSpace space;
  private final GpSettings settings;
  private final Inputs inputs;
  private final TrialHistory history;
  private final Admission admission;
  private final @Nullable Scalarization scalarization;
  private final StudyModel model;
  private final PointSearch search;
  private Treatment[] treatments = new Treatment[16]; // by row
  private int completed;
  private @Nullable Acquisition acquisition; // null after a tell

  /** An optimizer for one study. */
  public GpOptimizer(OptimizerSetting setting, GpSettings settings) {
    this.space = setting.space();
    this.settings = settings;
    this.inputs = new Inputs(space);
    this.history = new TrialHistory(setting.problem(), inputs.features());
    this.admission = new Admission(setting, settings.centered());
    this.scalarization =
        setting.objectives().size() > 1
            ? new Scalarization(history, setting.random(WEIGHTS).nextLong())
            : null;
    this.model = new StudyModel(history, inputs, settings, scalarization);
    this.search =
        new PointSearch(
            inputs,
            history,
            admission,
            settings,
            new CandidatePoints(
                inputs, settings, setting.random(SEQUENCE).nextLong(), setting.random(CANDIDATES)));
  }

  @Override
  public List<Treatment> ask(int max) {
    if (!(max >= 1)) {
      throw new IllegalArgumentException("ask: expected max >= 1, got " + max);
    }
    var proposals = new ArrayList<Treatment>();
    Treatment next = propose();
    while (next != null) {
      enter(next);
      proposals.add(next);
      next = proposals.size() < Math.min(max, MOST_AT_ONCE) ? propose() : null;
    }
    return List.copyOf(proposals);
  }

  private void enter(Treatment next) {
    history.ask(next);
    admission.enter(next);
    keep(history.size() - 1, next);
    if (acquisition != null) {
      if (scalarization != null) {
        acquisition = null; // other weights
      } else {
        acquisition.addPending(inputs.point(next));
      }
    }
  }

  private void keep(int row, Treatment treatment) {
    if (row >= treatments.length) {
      treatments = Arrays.copyOf(treatments, 2 * row);
    }
    treatments[row] = treatment;
  }

  private @Nullable Treatment propose() {
    int told = history.size() - history.pending();
    if (told < settings.startup()
        || completed < Math.min(settings.startup(), LEAST_COMPLETED)
        || inputs.size() == 0) {
      return admission.next();
    }
    Acquisition promise = acquisition;
    if (promise == null) {
      promise = model.acquisition(history.asks());
      acquisition = promise;
    }
    Treatment best = search.best(promise);
    return best == null ? admission.next() : best;
  }

  @Override
  public void tell(Trial trial) {
    int row = history.tell(trial);
    keep(row, trial.treatment());
    acquisition = null;
    if (trial.number() < 0 && space.contains(trial.treatment())) {
      admission.enter(trial.treatment());
    }
    if (history.isCompleted(row)) {
      completed++;
      if (scalarization != null && !(history.violation(row) > 0)) {
        scalarization.add(row);
      }
    }
  }

  @Override
  public void revise(Trial trial) {
    if (history.revise(trial) >= 0) {
      acquisition = null;
      if (scalarization != null) {
        scalarization.addAllAgain();
      }
    }
  }

  @Override
  public Optional<Treatment> recommend() {
    if (scalarization != null || inputs.size() == 0 || completed < 2) {
      return Optional.empty();
    }
    int row = model.copy().recommended();
    return row < 0 || !space.contains(treatments[row])
        ? Optional.empty()
        : Optional.of(space.bind(treatments[row]));
  }

  @Override
  public Optional<Prediction> predict(Treatment treatment) {
    return scalarization != null || inputs.size() == 0 || completed < 2
        ? Optional.empty()
        : model.copy().predicted(inputs.point(treatment));
  }
}
