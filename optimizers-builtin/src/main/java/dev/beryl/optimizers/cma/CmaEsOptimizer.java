package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.cma.KnownTreatments.Standing;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ask and tell: what is proposed, and what came of it. */
final class CmaEsOptimizer implements Optimizer {
  private static final long LEFT_OVERS = 3;
  private static final int MOST_AT_ONCE = 1 << 16;
  private static final int MOST_ATTEMPTS = 100; // to satisfy the constraints
  private static final int MOST_IN_VAIN = 2000; // samples in a row of a finite space, all known

  private final SpaceLayout layout;
  private final Runs runs;
  private final TrialReader reader;
  private final Observations observations;
  private final @Nullable KnownTreatments known;
  private final PendingCandidates pending = new PendingCandidates();
  private final ArrayDeque<Candidate> free = new ArrayDeque<>();
  private final double[] unit;
  private boolean begun;
  private boolean leftOvers;
  private int asked;

  CmaEsOptimizer(OptimizerSetting setting) {
    this.layout = new SpaceLayout(setting.space());
    this.runs = new Runs(setting, layout, free::push);
    this.reader = new TrialReader(setting.outcomeConstraints().size());
    this.observations = new Observations(layout);
    this.known =
        KnownTreatments.of(setting.space(), setting.random(LEFT_OVERS).nextLong()).orElse(null);
    this.unit = new double[layout.space().dimension()];
  }

  @Override
  public List<Treatment> ask(int max) {
    if (!(max >= 1)) {
      throw new IllegalArgumentException("ask: expected max >= 1, got " + max);
    }
    if (!begun) {
      begun = true;
      runs.begin(observations.take());
    }
    Treatment next = next();
    if (next == null || max == 1) {
      return next == null ? List.of() : List.of(next);
    }
    var proposals = new ArrayList<Treatment>();
    while (next != null) {
      proposals.add(next);
      next = proposals.size() < Math.min(max, MOST_AT_ONCE) ? next() : null;
    }
    return Collections.unmodifiableList(proposals);
  }

  private @Nullable Treatment next() {
    for (int inVain = 0; !leftOvers && inVain < MOST_IN_VAIN; inVain++) {
      Run run = runs.current();
      if (run == null) {
        return null;
      }
      Candidate candidate = candidate();
      Treatment treatment = sample(run, candidate);
      Standing standing = known == null ? Standing.NEW : known.standing(treatment, candidate);
      if (standing == Standing.NEW) {
        pending.put(asked++, candidate);
        return treatment;
      }
      if (standing == Standing.TOLD) {
        runs.take(candidate, asked);
      }
    }
    leftOvers = true;
    return leftOver();
  }

  private Candidate candidate() {
    return free.isEmpty()
        ? new Candidate(layout.coordinates(), layout.categories().length)
        : free.pop();
  }

  private Treatment sample(Run run, Candidate candidate) {
    run.sample(candidate);
    Treatment treatment = treatment(candidate);
    for (int attempt = 1;
        attempt < MOST_ATTEMPTS && layout.space().violated(treatment).isPresent();
        attempt++) {
      run.resample(candidate);
      treatment = treatment(candidate);
    }
    if (layout.space().isConditional()) {
      withholdInactive(run, treatment, candidate);
    }
    return treatment;
  }

  private void withholdInactive(Run run, Treatment treatment, Candidate candidate) {
    for (int j = 0; j < layout.places().length; j++) {
      if (!layout.space().isActive(treatment, layout.places()[j])) {
        run.withhold(j, candidate);
      }
    }
  }

  private Treatment treatment(Candidate candidate) {
    layout.unit(candidate.x, candidate.categories, unit);
    return layout.space().fromUnit(unit);
  }

  /**
   * What the distribution would hardly ever sample, in a finite space that is nearly gone through.
   */
  private @Nullable Treatment leftOver() {
    Treatment treatment = known == null ? null : known.next();
    if (treatment != null) {
      Candidate candidate = candidate();
      observations.place(treatment, candidate);
      pending.put(asked++, candidate);
    }
    return treatment;
  }

  @Override
  public void tell(Trial trial) {
    Candidate candidate = trial.number() < 0 ? foreign(trial) : pending.remove(trial.number());
    if (candidate == null) {
      return;
    }
    reader.read(trial, candidate);
    List<Candidate> waiting = List.of();
    if (known != null && layout.space().owns(trial.treatment())) {
      waiting = known.tell(trial.treatment(), candidate);
    }
    if (begun) {
      runs.take(candidate, asked);
      waiting.forEach(each -> runs.take(each, asked));
    } else {
      observations.add(candidate);
    }
  }

  private @Nullable Candidate foreign(Trial trial) {
    if (!layout.space().contains(trial.treatment())) {
      return null;
    }
    Candidate candidate = candidate();
    observations.place(trial.treatment(), candidate);
    return candidate;
  }

  /** The mean of the distribution where losses are so noisy that the best one is a lucky one. */
  @Override
  public Optional<Treatment> recommend() {
    return runs.recommended().map(this::treatment);
  }
}
