package dev.beryl.optimizers.auto;

import dev.beryl.optimizers.delegate.Delegate;
import dev.beryl.optimizers.design.Design;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Prediction;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets other optimizers propose, one after another, as the rules say. Each is made when its turn
 * comes and is told all trials so far; the first has the study's seed, so that a study of one
 * method has the trials that it has under that method's name. Which one proposes a trial depends on
 * the trial's number and on the trials known then.
 */
public final class AutoOptimizer implements Optimizer {
  private static final long FIRST_SEED = 1 << 10; // of random streams, one a later delegation
  private static final int MOST_AT_ONCE = 64;
  private static final int LEAST_COMPLETED = 10; // that a local search starts from
  private static final int LATER = 10; // trials until it is looked again whether there are enough

  private final OptimizerSetting study;
  private final AutoSettings settings;
  private final Children children;
  private final Rules rules;
  private final boolean finite;
  private final Map<Integer, Treatment> pending = new TreeMap<>(); // of a finite space
  private final Map<Treatment, Integer> elsewhere = new HashMap<>(); // pending, by others before
  private List<Delegation> delegations = List.of(); // replaced by a longer one
  private List<Trial> known = new ArrayList<>(); // as long as another may have to learn them
  private int observed; // before the first trial
  private int asked;
  private int next; // where the rules are asked again
  private @Nullable Method method;
  private @Nullable Delegate active;

  /** An optimizer for one study. */
  public AutoOptimizer(OptimizerSetting study, AutoSettings settings, Children children) {
    this.study = study;
    this.settings = settings;
    this.children = children;
    EnumSet<Method> leftOut = EnumSet.noneOf(Method.class);
    leftOut.addAll(settings.leftOut());
    for (Method each : Method.values()) {
      if (!children.takes(each, study)) {
        leftOut.add(each);
      }
    }
    this.rules = new Rules(leftOut, settings.row());
    this.finite = Design.isEnumerable(study.space());
  }

  @Override
  public List<Treatment> ask(int max) {
    if (!(max >= 1)) {
      throw new IllegalArgumentException("ask: expected max >= 1, got " + max);
    }
    var proposals = new ArrayList<Treatment>();
    Treatment proposal = propose();
    while (proposal != null) {
      if (finite) {
        pending.put(asked, proposal);
      }
      asked++;
      proposals.add(proposal);
      proposal = proposals.size() < Math.min(max, MOST_AT_ONCE) ? propose() : null;
    }
    return List.copyOf(proposals);
  }

  private @Nullable Treatment propose() {
    Delegate proposing = active;
    if (proposing == null || observed + asked >= next) {
      proposing = decide(observed + asked);
    }
    Treatment proposal = proposing.ask(asked);
    Integer before = proposal == null ? null : elsewhere.remove(proposal);
    while (before != null) {
      proposing.takeOver(asked, before);
      proposal = proposing.ask(asked);
      before = proposal == null ? null : elsewhere.remove(proposal);
    }
    return proposal;
  }

  /** Asks the rules, and changes to another method if they say so. */
  private Delegate decide(int position) {
    Facts facts =
        Facts.of(
            study.space(),
            study.objectives().size(),
            Timeline.budget(study, position),
            study.parallelism(),
            isNoisy());
    Plan plan = rules.plan(facts);
    Phase phase = plan.at(position);
    next = Timeline.next(study, plan, position);
    Delegate proposing = active;
    if (proposing != null && phase.method() == Method.CMA_ES && isTooEarly()) {
      next = Math.min(next, position + LATER);
    } else if (proposing == null || phase.method() != method) {
      proposing = start(phase, plan.row());
      method = phase.method();
      active = proposing;
    }
    if (next == Plan.NEVER) {
      known = List.of();
    }
    return proposing;
  }

  private boolean isNoisy() {
    return switch (settings.noise()) {
      case HIGH -> true;
      case NONE -> false;
      case MEASURED ->
          study.replicates() > 1
              ? MeasuredNoise.isHigh(study.problem(), known)
              : study.racing(); // one replicate has no standard error
    };
  }

  private boolean isTooEarly() {
    return method != Method.CMA_ES
        && known.stream().filter(Trial::isCompleted).count() < LEAST_COMPLETED;
  }

  private Delegate start(Phase phase, Row row) {
    String reason =
        delegations.isEmpty()
            ? "%s (row %s): %s".formatted(row.when(), row.number(), phase.reason())
            : phase.reason();
    Delegate started =
        delegations.isEmpty()
            ? new Delegate(children.create(phase.method(), study, phase.first() > 0))
            : new Delegate(
                study,
                FIRST_SEED + delegations.size(),
                asked,
                own -> children.create(phase.method(), own, true));
    started.observe(known);
    elsewhere.clear();
    pending.forEach((number, treatment) -> elsewhere.put(treatment, number));
    var longer = new ArrayList<>(delegations);
    longer.add(new Delegation(asked, phase.method().optimizer(), reason));
    delegations = List.copyOf(longer);
    return started;
  }

  @Override
  public void tell(Trial trial) {
    if (active == null) {
      observed++;
    } else {
      active.tellAny(trial);
    }
    if (pending.remove(trial.number()) != null) {
      elsewhere.remove(trial.treatment(), trial.number());
    }
    if (next < Plan.NEVER) {
      known.add(trial);
    }
  }

  @Override
  public void revise(Trial trial) {
    if (active != null) {
      active.revise(trial);
    }
    if (next < Plan.NEVER) {
      known.replaceAll(told -> told.number() == trial.number() ? trial : told);
    }
  }

  @Override
  public Optional<Treatment> recommend() {
    return active == null ? Optional.empty() : active.recommend();
  }

  @Override
  public Optional<Prediction> predict(Treatment treatment) {
    return active == null ? Optional.empty() : active.predict(treatment);
  }

  @Override
  public List<Delegation> delegations() {
    return delegations;
  }
}
